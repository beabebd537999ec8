package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A route of Camel's own components runs as a designer exported it. Here nothing is restricted, as in any Camel. */
class DesignerRoutesTest {
    @ParameterizedTest
    @ValueSource(strings = {"kaoto", "karavan"})
    void runsAsItWasExported(String designer) throws Exception {
        Path file = Path.of("src/test/resources/designer", designer, "parcel-desk.camel.yaml");
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.fromBytes("parcel-desk.yaml", Files.readAllBytes(file)));
            camel.start();

            var template = camel.createProducerTemplate();
            template.sendBody("direct:parcels", parcel("box", 2_500, "a"));
            template.sendBody("direct:parcels", parcel("box", 300, "b", "c"));
            template.sendBody("direct:parcels", parcel("letter", 20, "d"));
            template.sendBody("direct:parcels", parcel("card", 10));

            assertThat(received(camel, "heavy")).isEqualTo(1);
            assertThat(received(camel, "middle")).isEqualTo(1);
            assertThat(received(camel, "letters")).isEqualTo(1);
            assertThat(received(camel, "stamps")).isEqualTo(4);
            assertThat(received(camel, "counted")).isEqualTo(4);
            assertThat(received(camel, "failed")).isZero();
        }
    }

    private static Map<String, Object> parcel(String kind, int grams, String... stamps) {
        return Map.of("kind", kind, "grams", grams, "stamps", List.of(stamps));
    }

    private static int received(DefaultCamelContext camel, String name) {
        return camel.getEndpoint("mock:" + name, MockEndpoint.class).getReceivedCounter();
    }
}
