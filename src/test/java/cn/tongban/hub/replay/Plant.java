package cn.tongban.hub.replay;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.mapping.BundleFiles;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A change to the sample bundle, with the differences that it must show. */
record Plant(String name, List<String> edits, Set<Spot> expected) {
    private static final String IN = "in case-intake.record";
    private static final String OUT = "out case-forwarding.submit";
    private static final String WINDOW = "mappings/city-window/case-submission-to-canonical.jslt";
    private static final String CONTRACT = "connectors/city-window/contract/case-submission.schema.json";

    /** The bundle of this repository, with a fee and marks that give the plants something to change. */
    static BundleFiles baseline(BundleFiles sample) {
        return edited(sample, List.of(
                CONTRACT, "\"receiveTime\": {\"type\"", "\"fee\": {\"type\": \"integer\"}, \"receiveTime\": {\"type\"",
                WINDOW, "\"receivedAt\": .receiveTime,",
                "\"receivedAt\": .receiveTime,\n  \"fee\": .fee,\n  \"heardAt\": .receiveTime,\n  \"marks\": [.window.clerk, .window.code],"));
    }

    static List<Plant> all() {
        return List.of(
                plant("renamed field", List.of(WINDOW, "\"projectName\": .projectName", "\"projectTitle\": .projectName"),
                        spot("/projectName", Kind.VANISHED), spot("/projectTitle", Kind.APPEARED)),
                plant("dropped optional field", List.of(WINDOW, "mobile,\n    \"address\": .contact.address", "mobile"),
                        spot("/contact/address", Kind.VANISHED)),
                plant("changed code", List.of("mappings/city-window/codes/applicant-type.csv", "1,NATURAL_PERSON", "1,OTHER"),
                        spot("/applicant/type", Kind.CHANGED)),
                plant("date format", List.of(WINDOW, "\"heardAt\": .receiveTime", "\"heardAt\": .receiveTime[0 : 10]"),
                        spot("/heardAt", Kind.CHANGED)),
                plant("unit of money", List.of(WINDOW, "\"fee\": .fee", "\"fee\": .fee * 10000"), spot("/fee", Kind.CHANGED)),
                plant("trimmed text", List.of(WINDOW, "\"name\": .applicant.name", "\"name\": trim(.applicant.name)"),
                        spot("/applicant/name", Kind.CHANGED)),
                plant("null against absent", List.of(WINDOW, "\"marks\": [.window.clerk, .window.code]",
                                "\"marks\": if (.window) [.window.clerk, .window.code]"),
                        spot("/marks", Kind.VANISHED)),
                plant("order of a list", List.of(WINDOW, "[for (.materials) {", "[for (.materials[1 : ] + .materials[0 : 1]) {"),
                        spot("/materials@order", Kind.CHANGED)),
                plant("default introduced", List.of(WINDOW, "\"pages\": .pages", "\"pages\": fallback(.pages, 1)"),
                        spot("/materials/*/pages", Kind.APPEARED)),
                plant("new field", List.of(WINDOW, "\"caseNo\": .projectNo,", "\"caseNo\": .projectNo, \"channel\": \"desk\","),
                        spot("/channel", Kind.APPEARED)),
                plant("swapped codes of a table", List.of("mappings/city-window/codes/get-type.csv", "1,PAPER", "1,UPLOAD",
                                "mappings/city-window/codes/get-type.csv", "2,UPLOAD", "2,PAPER"),
                        spot("/materials/*/getType", Kind.CHANGED)),
                plant("contract tightened", List.of(CONTRACT, "\"projectName\": {\"type\": \"string\", \"maxLength\": 1000}",
                                "\"projectName\": {\"type\": \"string\", \"maxLength\": 23}"),
                        spot("/projectName", Kind.NOW_FAILS)),
                plant("contract loosened", List.of(CONTRACT, "\"pattern\": \"^(\\\\+86)?1[0-9]{10}$\"", "\"maxLength\": 20"),
                        spot("/contact/mobile", Kind.NOW_PASSES)),
                plant("one in ten thousand", List.of(WINDOW, "\"version\": .version",
                                "\"version\": if (.materials[0].pages == 99990) 2 else .version"),
                        spot("/version", Kind.CHANGED)),
                plant("on the way out only", List.of("mappings/city-platform/case-submission-from-canonical.jslt",
                                "\"legalName\": .applicant.legalRepresentative", "\"legalName\": .applicant.name"),
                        new Spot(OUT, "/legalName", Kind.CHANGED), new Spot(OUT, "/legalName", Kind.APPEARED)));
    }

    /** All of them in two bundles: those that would hide or blur another one's difference stand in the second. */
    static List<Plant> together() {
        Set<String> apart = Set.of("order of a list", "contract tightened");
        return List.of(
                together("thirteen changes at once", all().stream().filter(plant -> !apart.contains(plant.name())).toList()),
                together("a list's order and a tightened contract",
                        all().stream().filter(plant -> apart.contains(plant.name())).toList()));
    }

    private static Plant together(String name, List<Plant> plants) {
        Set<Spot> expected = new TreeSet<>();
        plants.forEach(plant -> expected.addAll(plant.expected()));
        return new Plant(name, plants.stream().flatMap(plant -> plant.edits().stream()).toList(), expected);
    }

    private static Plant plant(String name, List<String> edits, Spot... expected) {
        return new Plant(name, edits, new TreeSet<>(Arrays.asList(expected)));
    }

    private static Spot spot(String field, Kind kind) {
        return new Spot(IN, field, kind);
    }

    BundleFiles in(BundleFiles baseline) {
        return edited(baseline, edits);
    }

    private static BundleFiles edited(BundleFiles bundle, List<String> edits) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < edits.size(); i += 3) {
            String path = edits.get(i);
            String text = files.containsKey(path)
                    ? new String(files.get(path), StandardCharsets.UTF_8) : bundle.text(path);
            assertThat(text).contains(edits.get(i + 1));
            files.put(path, text.replace(edits.get(i + 1), edits.get(i + 2)).getBytes(StandardCharsets.UTF_8));
        }
        return bundle.with(BundleFiles.of(files));
    }
}
