package cn.tongban.hub.release;

import cn.tongban.hub.mapping.BundleFiles;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mappings and the examples beside them: headers that name contracts, enough examples, no part of one alone. */
final class GoldenFileRules {
    private static final Pattern FILE = Pattern.compile("(mappings/([^/]+)/golden/([^/]+)/[^/]+)\\.(in|out|err|context)\\.json");
    private static final Pattern HEADER = Pattern.compile("// (from|to): (\\S+)");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int FEWEST = 3;

    private final BundleView view;
    private final FindingList findings;

    GoldenFileRules(BundleView view, FindingList findings) {
        this.view = view;
        this.findings = findings;
    }

    void check() {
        view.files().paths("mappings/", ".json").forEach(this::file);
        for (String mapping : view.mappingNames()) {
            String path = "mappings/" + mapping + ".jslt";
            header(path);
            String folder = "mappings/" + mapping.replace("/", "/golden/") + "/";
            int examples = view.files().paths(folder, ".in.json").size();
            if (examples == 0) {
                findings.error(path, 1, "golden-missing", "The mapping has no golden example.", "Lay one into " + folder
                        + ".");
            } else if (examples < FEWEST) {
                findings.warning(path, 1, "golden-few",
                        "A mapping has at least three examples: typical, minimal, hostile.");
            }
        }
    }

    private void file(String path) {
        Matcher file = FILE.matcher(path);
        if (!file.matches()) {
            return;
        }
        String example = file.group(1);
        readable(path);
        context(path, example, file);
        BundleFiles files = view.files();
        boolean states = files.has(example + ".out.json") || files.has(example + ".err.json");
        if (!files.has("mappings/" + file.group(2) + "/" + file.group(3) + ".jslt")) {
            findings.warning(path, 1, "golden-orphan", "There is no mapping " + file.group(2) + "/" + file.group(3) + ".");
        } else if (!files.has(example + ".in.json")) {
            findings.error(path, 1, "golden-orphan", "The example has no .in.json.", "");
        } else if (!states) {
            findings.error(path, 1, "golden-orphan", "The example says neither .out.json nor .err.json.", "");
        } else if (files.has(example + ".out.json") && files.has(example + ".err.json")) {
            findings.error(path, 1, "golden-orphan", "The example says both .out.json and .err.json.", "");
        }
    }

    private void readable(String path) {
        String text = FileText.of(view.files(), path);
        try {
            if (JSON.readTree(text).isMissingNode()) {
                findings.error(path, 1, "json", "The file is empty.", "");
            }
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            findings.error(path, line, "json", "The file is not JSON.", "");
        }
    }

    /** Without its context an example tests what no route does. */
    private void context(String path, String example, Matcher file) {
        String folder = example.substring(0, example.lastIndexOf('/') + 1);
        boolean others = !view.files().paths(folder, ".context.json").isEmpty();
        boolean reads = FileText.of(view.files(), "mappings/" + file.group(2) + "/" + file.group(3) + ".jslt").contains("$context");
        if (file.group(4).equals("in") && reads && others && !view.files().has(example + ".context.json")) {
            findings.error(path, 1, "golden-context", "The mapping reads $context, and this example has no .context.json.", "");
        }
    }

    private void header(String path) {
        List<String> seen = new ArrayList<>();
        List<String> lines = FileText.of(view.files(), path).lines().toList();
        for (int i = 0; i < lines.size() && (lines.get(i).startsWith("//") || lines.get(i).isBlank()); i++) {
            Matcher header = HEADER.matcher(lines.get(i));
            if (header.lookingAt()) {
                seen.add(header.group(1));
                contract(path, i + 1, header.group(2), header.group(1).equals("to"));
            }
        }
        for (String needed : List.of("from", "to")) {
            if (!seen.contains(needed)) {
                findings.error(path, 1, "mapping-header", "The header has no line // " + needed + ": <schema>.", "");
            }
        }
    }

    private void contract(String path, int line, String named, boolean needed) {
        boolean schema = named.contains("/");
        if (schema ? !view.files().has(named) : needed) {
            TreeSet<String> known = new TreeSet<>(view.files().paths("", ".schema.json"));
            findings.error(path, line, "mapping-header", "There is no contract " + named + ".",
                    Optional.of(DidYouMean.of(named, known)).orElse(""));
        }
    }
}
