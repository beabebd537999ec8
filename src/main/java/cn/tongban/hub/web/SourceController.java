package cn.tongban.hub.web;

import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.source.SourceStatus;
import cn.tongban.hub.source.Sources;
import cn.tongban.hub.support.Texts;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The long-lived sources: who reads them, how far behind, and what is wrong. */
@RestController
@RequestMapping("/api/v1/sources")
class SourceController {
    private final Sources sources;

    SourceController(Sources sources) {
        this.sources = sources;
    }

    /**
     * @param state off, standby, reading, re-reading, waiting-for-partner, closed or stopped-by-alarm, on the node that answers
     * @param owner the node that reads it
     * @param movedAt the last commit of what it read
     * @param heldBytes what the other side keeps for the hub
     */
    record SourceView(
            String id,
            String connector,
            String kind,
            String state,
            Instant since,
            String owner,
            @Nullable Instant movedAt,
            @Nullable Double behindSeconds,
            @Nullable Long heldBytes,
            List<AlarmView> alarms) {}

    /** @param subject the table and column, or the slot, that it is about */
    record AlarmView(String code, String subject, Instant since, String text, String textEn) {}

    @GetMapping
    @Requires(Scope.READ)
    @Operation(summary = "Sources that the hub reads by itself: state, lag and alarms")
    List<SourceView> list() {
        return sources.status().stream().map(SourceController::view).toList();
    }

    private static SourceView view(SourceStatus status) {
        return new SourceView(status.id(), status.connector(), status.kind(), status.state().wire(), status.since(),
                status.owner(), status.movedAt().orElse(null), status.behindSeconds().orElse(null),
                status.heldBytes().orElse(null), status.alarms().stream().map(SourceController::view).toList());
    }

    private static AlarmView view(SourceStatus.Alarm alarm) {
        String key = alarm.alarm().labelKey();
        return new AlarmView(alarm.alarm().code(), alarm.subject(), alarm.since(),
                Texts.of(Texts.ZH, key, alarm.subject()), Texts.of(Texts.EN, key, alarm.subject()));
    }
}
