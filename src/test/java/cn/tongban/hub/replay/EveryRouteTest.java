package cn.tongban.hub.replay;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.flow.CaseRecords;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.support.Ids;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever the sample bundle takes in or sends out finds its route again, though the journal does not say which it was. */
class EveryRouteTest {
    private static final BundleFiles SAMPLE = BundleFiles.fromDirectory(Path.of("."));
    private static final Instant MORNING = Instant.parse("2026-03-16T01:30:00Z");

    private final RouteBook book = RouteBook.of(SAMPLE);
    private final Set<String> reached = new TreeSet<>();

    @Test
    void theGoldenExamplesAreAllPlacedAndNothingDiffers() {
        List<Recorded> traffic = new ArrayList<>();
        try (TrialEngine engine = TrialEngine.start(SAMPLE, CaseRecords.NONE, Clock.systemUTC())) {
            for (String path : SAMPLE.paths("connectors/", "/connector.yaml")) {
                for (InRoute route : book.arriving(path.split("/")[1])) {
                    route.mappings().forEach(mapping -> examples(mapping).forEach(
                            example -> incoming(engine, route, example, traffic)));
                }
            }
        }
        int in = traffic.size();
        for (String destination : List.of("city-platform", "city-window", "district-platform", "department.market-bureau",
                "department.events")) {
            for (String type : List.of("case.submitted", "case.decided", "material.supplied", "case.withdrawn",
                    "case.take-back-requested", "case.take-back-granted")) {
                book.carrying(destination, type).ifPresent(route -> examples(route.mappings().get(0)).forEach(
                        example -> outgoing(route, destination, type, example, traffic)));
            }
        }

        Report report = run(traffic);

        assertThat(in).isGreaterThan(30);
        assertThat(reached).hasSizeGreaterThan(20);
        assertThat(report.findings()).isEmpty();
        assertThat(report.counts()).isEqualTo(new Report.Counts(in, traffic.size() - in, 0, 0, 0, 0, 0));
    }

    private static Report run(List<Recorded> traffic) {
        Iterator<List<Recorded>> pages = List.of(traffic, List.<Recorded>of()).iterator();
        return new ReplayRun(SAMPLE, SAMPLE, true, 2, Clock.systemUTC()).over((Traffic) pages::next, counts -> {});
    }

    private record Example(JsonNode in, JsonNode out, JsonNode context) {
        String caseNo() {
            return out.path("caseNo").asText(context.at("/path/caseNo").asText(in.path("caseNo").asText()));
        }
    }

    private static List<Example> examples(String mapping) {
        String folder = "mappings/" + mapping.replace("/", "/golden/") + "/";
        return SAMPLE.paths(folder, ".out.json").stream().map(path -> path.substring(0, path.length() - ".out.json".length()))
                .map(path -> new Example(json(path + ".in.json"), json(path + ".out.json"),
                        SAMPLE.has(path + ".context.json") ? json(path + ".context.json") : json(path + ".in.json")))
                .toList();
    }

    private void incoming(TrialEngine engine, InRoute route, Example example, List<Recorded> traffic) {
        UUID id = Ids.next(MORNING);
        byte[] body = Documents.write(example.in());
        Ran ran = engine.arrive(route, new Arriving(Judge.parameters(route, example.caseNo(), body), "application/json",
                id.toString(), MORNING, body));
        if (ran instanceof Ran.Passed passed) {
            reached.add(route.id());
            JsonNode canonical = Documents.read(passed.document());
            String document = canonical.has("takeBackId") && route.documents().contains("case.take-back")
                    ? "case.take-back"
                    : route.documents().stream().filter(name -> !name.equals("case.take-back")).findFirst().orElseThrow();
            traffic.add(new Recorded.In(id, MORNING, route.connector(), passed.traits().getOrDefault("type", document),
                    passed.traits().get("case"), document, "application/json", () -> body, passed::document));
        }
    }

    private void outgoing(OutRoute route, String destination, String type, Example example, List<Recorded> traffic) {
        reached.add(route.id());
        byte[] canonical = Documents.write(example.in());
        traffic.add(new Recorded.Out(Ids.next(MORNING), MORNING, Ids.next(MORNING), destination, type, example.caseNo(),
                () -> canonical));
    }

    private static JsonNode json(String path) {
        return Documents.read(SAMPLE.text(path).getBytes(StandardCharsets.UTF_8));
    }
}
