package cn.tongban.hub.fault;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The equation that nothing vanishes, by queries of its own: what was recorded and addressed, against what ended how,
 * against what the receivers' raw records show.
 */
final class Balance {
    private final HubDatabase database;

    Balance(HubDatabase database) {
        this.database = database;
    }

    /** Waits until no delivery is on its way any more. */
    void awaitSettled(Duration limit) {
        try {
            await("deliveries settled").atMost(limit).pollInterval(Duration.ofMillis(250)).until(() -> inFlight() == 0);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(inFlight() + " deliveries are still on their way, the oldest: " + oldest(), e);
        }
    }

    private List<String> oldest() {
        return database.strings(
                """
                select concat_ws(' ', d.destination, d.case_no, d.state, 'attempts', d.attempts, d.code, 'due in', d.due - now(),
                    'lane due in', l.due - now(), 'owner', l.owner, 'epoch', l.epoch, 'blocked', l.blocked)
                from delivery d join lane l using (destination, order_key)
                where d.state in ('waiting', 'sending', 'doubtful') order by d.recorded_at limit 3
                """);
    }

    long inFlight() {
        return database.number("select count(*) from delivery where state in ('waiting', 'sending', 'doubtful')");
    }

    /** All that does not balance once everything is settled, in words. */
    List<String> judge(Ledger ledger) {
        List<String> breaches = unbalanced();
        for (String destination : List.of("city-platform", "city-window")) {
            breaches.addAll(differences(destination, ledger.effects(destination)));
        }
        return breaches;
    }

    /** What the hub's own books lack: messages that nobody got or judged, destinations whose sums differ. */
    List<String> unbalanced() {
        List<String> breaches = new ArrayList<>(database.strings(
                """
                select 'neither addressed nor judged: message ' || id from message
                where case_no <> ''
                  and not exists (select 1 from delivery where message_id = message.id)
                  and not exists (select 1 from case_step where message_id = message.id and decision <> 'APPLIED')
                  and not exists (select 1 from parcel_event where message_id = message.id)
                  -- what the district opens itself, nobody else need hear of
                  and not exists (select 1 from service_case c where c.case_no = message.case_no
                                  and c.origin = message.connector and c.origin = 'district-platform')
                limit 20
                """));
        breaches.addAll(database.strings(
                """
                select destination || ': addressed ' || addressed || ', ended ' || ended from (
                    select destination, count(*) as addressed,
                           count(*) filter (where state in ('delivered', 'dead', 'refused', 'discarded')) as ended
                    from delivery group by destination) as sums
                where addressed <> ended
                """));
        return breaches;
    }

    /** What was delivered by the hub's books against the ids of deliveries that had an effect there. */
    List<String> differences(String destination, Set<String> effects) {
        List<String> breaches = new ArrayList<>();
        Set<String> delivered = new HashSet<>(database.strings(
                "select id from delivery where state = 'delivered' and destination = '" + destination + "'"));
        Set<String> claimed = new HashSet<>(delivered);
        claimed.removeAll(effects);
        claimed.stream().limit(20).forEach(id -> breaches.add(destination + ": delivered, but never seen there: " + id));
        Set<String> hidden = new HashSet<>(effects);
        hidden.removeAll(delivered);
        hidden.stream().limit(20).forEach(id -> breaches.add(destination + ": seen there, but not delivered: " + id));
        return breaches;
    }
}
