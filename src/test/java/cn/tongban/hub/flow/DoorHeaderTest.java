package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.intake.Address;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Headers of a caller must not become headers that Camel understands, in whatever case they are written. */
class DoorHeaderTest {
    private static final List<String> HOSTILE = List.of("CamelHttpUri", "CAmelHttpPath", "camelfilename",
            "CamelHttpMethod", "operationName", "CamelBeanMethodName", "breadcrumbId", "Stranger");

    @Test
    void noHeaderOfTheCallerEntersTheRoute() {
        Bundles bundles = new Bundles();
        detour(bundles, "routes/in/in.record.camel.yaml", HOSTILE);
        // The same detour on a name in the path, which does enter: it shows that the detour works.
        detour(bundles, "routes/in/in.withdraw.camel.yaml", List.of("caseNo"));
        try (DoorServer server = new DoorServer()) {
            server.active().swap(bundles.start());
            var request = server.signed("POST", "/in/desk/cases", DoorsTest.aCase("P-1"));
            HOSTILE.forEach(name -> request.header(name, "http://127.0.0.1:9/stolen"));

            assertThat(server.send(request).statusCode()).isEqualTo(202);
            assertThat(bundles.recorded.remove().address()).isEqualTo(new Address.To(List.of("office")));

            server.send(server.signed("POST", "/in/desk/cases/P-9/withdrawals",
                    "{\"time\":\"2026-03-16T10:00:00+08:00\"}".getBytes(StandardCharsets.UTF_8)));
            assertThat(bundles.recorded.remove().address()).isEqualTo(new Address.To(List.of("desk")));
        }
    }

    /** Before it is recorded, the message is sent elsewhere if one of the headers is there. */
    private static void detour(Bundles bundles, String route, List<String> headers) {
        String condition = headers.stream().map(name -> "${header." + name + "} != null")
                .collect(Collectors.joining(" || "));
        String filter = """
                        - filter:
                            simple: "%s"
                            steps:
                              - to: {uri: "hub:address/to", parameters: {systems: desk}}
                """.formatted(condition);
        bundles.file(route, Stream.of(bundles.text(route).split("\n"))
                .map(line -> line.contains("hub:record/") ? filter.stripTrailing() + "\n" + line : line)
                .collect(Collectors.joining("\n", "", "\n")));
    }
}
