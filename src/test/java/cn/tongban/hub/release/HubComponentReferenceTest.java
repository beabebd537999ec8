package cn.tongban.hub.release;

import cn.tongban.hub.skeleton.GeneratedDocument;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** docs/reference/hub-component.md is made of the table by which routes are checked. */
class HubComponentReferenceTest {
    private final StringBuilder text = new StringBuilder("""
            # The hub component

            Made from the verbs of the code by `HubComponentReferenceTest`; not to be edited by hand. How routes are built of them is in [connectors.md](../connectors.md#the-verbs).

            A verb is written `hub:<verb>/<target>`; options stand under `parameters:`.
            """);

    @Test
    void theReferenceIsUpToDate() {
        section("A route begins with", HubVerb.Place.FROM);
        section("Steps of a route", HubVerb.Place.ROUTE);
        section("Steps of a Kamelet", HubVerb.Place.KAMELET);
        section("Steps of an error policy", HubVerb.Place.POLICY);
        GeneratedDocument.isUpToDate("docs/reference/hub-component.md", text.toString());
    }

    private void section(String title, HubVerb.Place place) {
        text.append("\n## ").append(title).append("\n\n| verb | target | does | options |\n|---|---|---|---|\n");
        HubVerb.ALL.stream().filter(verb -> verb.place() == place).forEach(verb -> {
            StringBuilder options = new StringBuilder();
            for (Map.Entry<String, String> option : verb.options().entrySet()) {
                options.append(options.isEmpty() ? "" : "; ").append('`').append(option.getKey()).append("` ")
                        .append(option.getValue());
            }
            text.append("| `hub:").append(verb.name()).append("` | ").append(verb.target()).append(" | ")
                    .append(verb.about()).append(" | ").append(options).append(" |\n");
        });
    }
}
