package cn.tongban.hub.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;

/** The province's catalogue of items: nothing is delivered there, it is asked again and again what has changed. */
class ProvinceCatalogueContractIT extends ConnectorContract {
    private static final String ITEM = "11610700Y00000016L3000131999000";

    private int serial;

    @Override
    public String connector() {
        return "province-catalogue";
    }

    @Override
    public boolean delivers() {
        return false;
    }

    @Override
    public World start(Path folder) {
        return World.withCatalogue(folder);
    }

    @Override
    public SandboxSystem partner() {
        return world().sandbox().catalogue();
    }

    @Override
    public String operation() {
        return "changes";
    }

    @Override
    public String begin() {
        partner().command("POST", "items/" + ITEM, "{\"feeBasis\":\"第" + ++serial + "版\"}");
        return ITEM;
    }

    @Override
    public void follow(String item) {
        begin();
    }

    @Override
    public Arrival arrival() {
        JsonNode known = partner().command("GET", "items/" + ITEM, "");
        ObjectNode next = ((ObjectNode) known).without("digest");
        next.put("taskVersion", known.path("taskVersion").asInt() + 1).put("feeBasis", "第" + ++serial + "版")
                .put("changeTime", Cases.minutesAgo(0).substring(0, "yyyy-MM-ddTHH:mm:ss".length()));
        return new Published(partner(), next);
    }

    @Override
    public String arrivesAs() {
        return "item.published";
    }

    @Override
    public String finish(String item) {
        return "version " + partner().command("GET", "items/" + item, "").path("taskVersion").asInt() + ", each once";
    }

    /** The newest version that came down, if none below it is missing or came twice. */
    @Override
    public String state(String item) {
        return world().database().strings("""
                select 'version ' || max(version) || case when count(*) = max(version) - min(version) + 1
                    then ', each once' else ', ' || count(*) || ' of them' end
                from item_version where task_code = '%s'
                """.formatted(item)).get(0);
    }

    @Override
    public Map<Scenario, String> cannotHappen() {
        return Map.of(
                Scenario.EXPIRED_TICKET, "each question is signed for itself; there is no ticket",
                Scenario.CLOSED_FOR_THE_NIGHT, "nothing is delivered there",
                Scenario.WRONG_SIGNATURE, "it is asked at its own address and signs nothing",
                Scenario.WRONG_CHARSET, "what it tells comes in its answers, as in ANSWER_IN_WRONG_CHARSET");
    }

    /** An item as the province publishes it; told twice, it is twice among the changes. */
    private record Published(SandboxSystem province, ObjectNode item) implements Arrival {
        @Override
        public String caseNo() {
            return ITEM;
        }

        @Override
        public Heard say(Form form) {
            ObjectNode told = form == Form.MALFORMED ? item.deepCopy().without("taskName") : item;
            province.command("POST", "items", told.toString());
            return Heard.NOTHING;
        }
    }
}
