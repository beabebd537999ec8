package cn.tongban.hub.alert;

import static org.awaitility.Awaitility.await;

import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.web.HubPorts;
import cn.tongban.hub.web.RecordedCase;
import cn.tongban.hub.web.RunningHub;
import java.time.Duration;
import java.util.UUID;

/** Makes a running hub raise and end alerts without waiting for its next look. */
public final class Raising {
    private Raising() {}

    /** A real dead letter of a case, and the alert for it. */
    public static UUID aDeadLetter(RunningHub hub, String caseNo) {
        hub.bean(HubPorts.Partner.class).answers(new Outcome.Dead(ErrorCode.UNKNOWN_CODE, "document-type"));
        RecordedCase.record(hub, caseNo);
        await().atMost(Duration.ofSeconds(10)).until(() -> !hub.bean(DeliveryQueries.class).causes().isEmpty());
        look(hub);
        return hub.bean(AlertDesk.class).open(null, 10).stream().filter(alert -> alert.rule() == AlertRule.DEAD)
                .map(Alert::id).findFirst().orElseThrow();
    }

    /** One look, now. */
    public static void look(RunningHub hub) {
        hub.bean(AlertKeeper.class).turn();
    }

    /** The same after the hold: as if what is open had last been seen six minutes ago. */
    public static void lookLater(RunningHub hub) {
        hub.pg().jdbc().sql("update alert set seen_at = seen_at - interval '6 minutes' where ended_at is null").update();
        look(hub);
    }
}
