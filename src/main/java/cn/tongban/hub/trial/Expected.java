package cn.tongban.hub.trial;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.JsonDiff;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds what a test expects against what came, and notes each difference with its place and with what would mend it. */
final class Expected {
    private final RouteTest test;
    private final BundleFiles files;
    private final List<Fault> faults = new ArrayList<>();
    private final List<Mending> mendings = new ArrayList<>();

    Expected(RouteTest test, BundleFiles files) {
        this.test = test;
        this.files = files;
    }

    List<Fault> faults() {
        return faults;
    }

    List<Mending> mendings() {
        return mendings;
    }

    JsonNode at(String pointer) {
        return test.spec().at(pointer);
    }

    /** A fault that no rewriting mends. */
    void fault(String pointer, String message) {
        YamlText.Mark mark = test.yaml().mark(test.pointer() + pointer);
        faults.add(new Fault(test.yaml().file(), mark.line(), mark.column(), message));
    }

    /** Everything under the pointer is known. */
    void only(String pointer, Set<String> names) {
        at(pointer).fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                fault(pointer + "/" + YamlText.escaped(name), "there is nothing that is called " + name + " here");
            }
        });
    }

    /** Where the test says nothing, anything is right. */
    void text(String pointer, String what, String actual) {
        if (!at(pointer).isMissingNode()) {
            value(pointer, what, JsonNodeFactory.instance.textNode(actual), at(pointer).asText().equals(actual));
        }
    }

    void number(String pointer, String what, int actual) {
        if (!at(pointer).isMissingNode()) {
            value(pointer, what, JsonNodeFactory.instance.numberNode(actual), at(pointer).asInt(-1) == actual);
        }
    }

    void texts(String pointer, String what, List<String> actual) {
        if (!at(pointer).isMissingNode()) {
            var wanted = new ArrayList<String>();
            at(pointer).forEach(entry -> wanted.add(entry.asText()));
            var list = JsonNodeFactory.instance.arrayNode();
            actual.forEach(list::add);
            value(pointer, what, list, wanted.equals(actual));
        }
    }

    /** {@code fields}, {@code body} and {@code file} under the pointer, of one document. */
    void document(String pointer, String what, JsonNode actual) {
        for (Iterator<String> names = at(pointer + "/fields").fieldNames(); names.hasNext(); ) {
            String name = names.next();
            JsonNode found = actual.at(name.startsWith("/") ? name : "/" + name);
            JsonNode wanted = at(pointer + "/fields/" + YamlText.escaped(name));
            value(pointer + "/fields/" + YamlText.escaped(name), what + " " + name, found,
                    wanted.equals(found) || wanted.isNull() && found.isMissingNode());
        }
        JsonNode body = at(pointer + "/body");
        if (!body.isMissingNode()) {
            differences(pointer + "/body", what, body, actual).ifPresent(
                    lines -> mendings.add(Mending.value(test, pointer + "/body", actual)));
        }
        String file = at(pointer + "/file").asText("");
        if (!file.isEmpty() && differences(pointer + "/file", what + " as in " + file, ofFile(file), actual).isPresent()) {
            mendings.add(Mending.file(file, actual));
        }
    }

    private Optional<List<String>> differences(String pointer, String what, JsonNode wanted, JsonNode actual) {
        List<String> lines = JsonDiff.between(wanted, actual);
        lines.forEach(line -> fault(pointer + line.substring(0, Math.max(0, line.indexOf(": expected"))), what + " " + line));
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines);
    }

    private void value(String pointer, String what, JsonNode actual, boolean same) {
        if (!same) {
            fault(pointer, what + ": expected " + at(pointer) + " but was "
                    + (actual.isMissingNode() ? "nothing" : actual));
            if (!actual.isMissingNode()) {
                mendings.add(Mending.value(test, pointer, actual));
            }
        }
    }

    /** @throws HubException BUNDLE_INVALID when there is no such file */
    JsonNode ofFile(String path) {
        return YamlText.tree(bytesOf(path));
    }

    byte[] bytesOf(String path) {
        return files.bytes(path).orElseThrow(() -> new HubException(ErrorCode.BUNDLE_INVALID, "no file " + path));
    }
}
