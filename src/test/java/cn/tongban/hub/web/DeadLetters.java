package cn.tongban.hub.web;

import static org.awaitility.Awaitility.await;

import cn.tongban.hub.delivery.DeliveryFilter;
import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.delivery.DeliveryRow;
import cn.tongban.hub.delivery.DeliveryState;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.support.ErrorCode;
import java.time.Duration;
import java.util.Set;

/** Recorded cases whose delivery did not arrive, for a code that the partner's table lacked. */
public final class DeadLetters {
    public static final String GROUP = "destination=city-platform&code=unknown-code";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private DeadLetters() {}

    /** Afterwards the partner takes everything. */
    public static DeliveryRow one(RunningHub hub, String caseNo) {
        HubPorts.Partner partner = hub.bean(HubPorts.Partner.class);
        partner.answers(new Outcome.Dead(ErrorCode.UNKNOWN_CODE, "city-platform/document-type"));
        RecordedCase.record(hub, caseNo);
        await().atMost(PATIENCE).until(() -> row(hub, caseNo).state() == DeliveryState.DEAD);
        partner.answers(new Outcome.Delivered("R-2", false));
        return row(hub, caseNo);
    }

    /** The same for cases {@code C-2026-800001} and so on. */
    public static void many(RunningHub hub, int count) {
        HubPorts.Partner partner = hub.bean(HubPorts.Partner.class);
        partner.answers(new Outcome.Dead(ErrorCode.UNKNOWN_CODE, "city-platform/document-type"));
        for (int i = 1; i <= count; i++) {
            RecordedCase.record(hub, number(i));
        }
        await().atMost(PATIENCE).until(() -> hub.bean(DeliveryQueries.class).causes().stream()
                .anyMatch(cause -> cause.count() == count));
        partner.answers(new Outcome.Delivered("R-2", false));
    }

    public static String number(int i) {
        return "C-2026-8%05d".formatted(i);
    }

    public static DeliveryRow row(RunningHub hub, String caseNo) {
        return hub.bean(DeliveryQueries.class)
                .page(new DeliveryFilter(null, Set.of(), caseNo, null, null, null, null), 1).get(0);
    }

    public static void awaitDelivered(RunningHub hub, String caseNo) {
        await().atMost(PATIENCE).until(() -> row(hub, caseNo).state() == DeliveryState.DELIVERED);
    }
}
