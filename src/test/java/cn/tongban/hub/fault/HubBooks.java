package cn.tongban.hub.fault;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What the hub's books and the partner's switches say while a scenario is under way. */
final class HubBooks {
    private final ConnectorUnderTest connector;
    private final HubDatabase database;

    HubBooks(ConnectorUnderTest connector, HubDatabase database) {
        this.connector = connector;
        this.database = database;
    }

    /** Messages that the partner's arrivals became, of all scenarios. */
    long recorded() {
        return database.number("select count(*) from message where type like '%s' and connector in ('%s', '%s')"
                .formatted(connector.arrivesAs(), connector.connector(), connector.destination()));
    }

    void awaitRecorded(long count) {
        await("recorded").atMost(World.PATIENCE).until(this::recorded, now -> now == count);
    }

    /** Arrivals that were refused and whose bytes are kept for a person. */
    long refusals() {
        return database.number("select count(*) from refusal where connector in ('%s', '%s')"
                .formatted(connector.connector(), connector.destination()));
    }

    /** States of the deliveries of a case that are not at their end, to whomever they go. */
    List<String> undelivered(String caseNo) {
        return database.strings("select state from delivery where state <> 'delivered' and case_no = '%s' order by position"
                .formatted(caseNo));
    }

    /** Deliveries of a case to this destination that left and have no usable answer. */
    List<String> doubtful(String caseNo) {
        return database.strings("select id from delivery where state = 'doubtful' and case_no = '%s' and destination = '%s'"
                .formatted(caseNo, connector.destination()));
    }

    /** How many of the rules that are switched on have struck. */
    long struck() {
        long struck = 0;
        for (JsonNode rule : connector.partner().command("GET", "faults", "").path("rules")) {
            struck += rule.path("struck").asInt() > 0 ? 1 : 0;
        }
        return struck;
    }
}
