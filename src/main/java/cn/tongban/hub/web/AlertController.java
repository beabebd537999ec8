package cn.tongban.hub.web;

import cn.tongban.hub.alert.Alert;
import cn.tongban.hub.alert.AlertDesk;
import cn.tongban.hub.alert.AlertWords;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.Texts;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a person should look at now. Nothing in an alert is personal. */
@RestController
@RequestMapping("/api/v1/alerts")
class AlertController {
    private static final String KEY = "Idempotency-Key";
    private static final Set<String> STATES = Set.of("open", "ended");

    private final AlertDesk desk;
    private final AlertWords words;
    private final Acts acts;

    AlertController(AlertDesk desk, AlertWords words, Acts acts) {
        this.desk = desk;
        this.words = words;
        this.acts = acts;
    }

    /**
     * @param rule dead, doubts, lag, circuit, source, storage, balance, cases-late or silence
     * @param subject destination, source, flow ("connector type") or node that it is about; empty for the whole
     * @param state raised, acknowledged or ended
     * @param figure how many, or for how many minutes
     * @param severe red, else amber
     * @param since when the condition began
     * @param mutedUntil null when it is not muted
     * @param actedBy who acknowledged it, empty for nobody
     */
    record AlertView(
            UUID id, String rule, String subject, String state, long figure, boolean severe, Instant since,
            @Nullable Instant raisedAt, @Nullable Instant endedAt, @Nullable Instant mutedUntil, String actedBy,
            @Nullable Instant actedAt, String reason, String text, String textEn, String todo, String todoEn) {}

    record Acknowledgement(@Nullable String reason) {}

    /**
     * @param until nobody is told before then; at most 30 days from now
     * @param wholeRule of all subjects of its rule, not of this one alone
     */
    record Mute(@Nullable Instant until, @Nullable Boolean wholeRule, @Nullable String reason) {}

    record Unmute(@Nullable String reason) {}

    @GetMapping
    @Requires(Scope.READ)
    @Operation(summary = "Alerts, those that began last first; the open ones unless a state is given")
    Page<AlertView> list(@RequestParam(required = false) @Nullable String state, @ParameterObject PageRequest page) {
        if (state != null && !STATES.contains(state)) {
            throw PageRequest.invalid("state", "enum");
        }
        List<Alert> found = "ended".equals(state) ? desk.ended(page.beforeId(), page.sizeAndOne())
                : desk.open(page.beforeId(), page.sizeAndOne());
        return Page.of(found, page.size(), alert -> PageRequest.cursor(alert.id()), this::view);
    }

    @GetMapping("/{id}")
    @Requires(Scope.READ)
    @Operation(summary = "One alert: what it means and what to do")
    AlertView one(@PathVariable UUID id) {
        return view(desk.get(id));
    }

    @PostMapping("/{id}/acknowledgement")
    @Requires(Scope.OPERATE)
    @Operation(summary = "Somebody looks after it; it stays until its condition is gone")
    AlertView acknowledge(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody Acknowledgement wanted) {
        String why = plain(wanted.reason());
        return acts.once(new Act(caller, key, "alert.acknowledge", id.toString(), wanted), why, AlertView.class, () ->
                view(desk.acknowledge(id, caller.name(), why)));
    }

    @PostMapping("/{id}/mute")
    @Requires(Scope.OPERATE)
    @Operation(summary = "Tell nobody of it, or of any of its rule, until then")
    AlertView mute(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody Mute wanted) {
        Instant until = wanted.until();
        if (until == null) {
            throw PageRequest.invalid("until", "required");
        }
        String why = plain(wanted.reason());
        return acts.once(new Act(caller, key, "alert.mute", id.toString(), wanted), why, AlertView.class, () ->
                view(desk.mute(id, Boolean.TRUE.equals(wanted.wholeRule()), until, caller.name(), why)));
    }

    @DeleteMapping("/{id}/mute")
    @Requires(Scope.OPERATE)
    @Operation(summary = "Tell of it again, and of its rule")
    AlertView unmute(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody Unmute wanted) {
        String why = plain(wanted.reason());
        return acts.once(new Act(caller, key, "alert.unmute", id.toString(), wanted), why, AlertView.class, () ->
                view(desk.unmute(id)));
    }

    private AlertView view(Alert a) {
        return new AlertView(a.id(), a.rule().wire(), a.subject(), a.state().wire(), a.figure(), a.rule().severe(), a.since(),
                a.raisedAt(), a.endedAt(), a.mutedUntil(), a.actedBy(), a.actedAt(), a.reason(),
                words.says(a.rule(), a.subject(), a.figure(), Texts.ZH), words.says(a.rule(), a.subject(), a.figure(), Texts.EN),
                words.todo(a.rule(), Texts.ZH), words.todo(a.rule(), Texts.EN));
    }

    private static String plain(@Nullable String reason) {
        return reason == null ? "" : reason.strip();
    }
}
