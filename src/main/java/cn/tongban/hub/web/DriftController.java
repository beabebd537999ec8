package cn.tongban.hub.web;

import cn.tongban.hub.drift.Drift;
import cn.tongban.hub.drift.DriftFilter;
import cn.tongban.hub.drift.Drifts;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.Texts;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Changes of what counterparts send and answer. Nothing in them is personal. */
@RestController
@RequestMapping("/api/v1/drifts")
class DriftController {
    private static final String KEY = "Idempotency-Key";
    private static final Set<String> STATES = Set.of("open", "ignored", "accepted", "over");
    private static final String ALL = "all";

    private final Drifts drifts;
    private final Acts acts;

    DriftController(Drifts drifts, Acts acts) {
        this.drifts = drifts;
        this.acts = acts;
    }

    /** A drift, and what happened in a sentence. */
    record DriftView(@JsonUnwrapped Drift drift, String text, String textEn) {}

    record AcceptDrift(@Nullable String reason) {}

    /** @param until nobody is told of it before then */
    record IgnoreDrift(@Nullable Instant until, @Nullable String reason) {}

    @GetMapping
    @Requires(Scope.READ)
    @Operation(summary = "Changes of what counterparts send and answer, newest first; the open ones unless a state is given")
    Page<DriftView> list(
            @RequestParam(required = false) @Nullable String connector,
            @RequestParam(required = false) @Nullable String state,
            @ParameterObject PageRequest page) {
        if (state != null && !STATES.contains(state) && !state.equals(ALL)) {
            throw PageRequest.invalid("state", "enum");
        }
        String wanted = state == null ? "open" : state;
        DriftFilter filter = new DriftFilter(connector, wanted.equals(ALL) ? null : wanted, page.beforeId());
        return Page.of(drifts.page(filter, page.sizeAndOne()), page.size(), drift -> PageRequest.cursor(drift.id()),
                DriftController::view);
    }

    @GetMapping("/{id}")
    @Requires(Scope.READ)
    @Operation(summary = "One change: what was, what is, since when, and the first message that shows it")
    DriftView one(@PathVariable UUID id) {
        return view(drifts.get(id));
    }

    @PostMapping("/{id}/accept")
    @Requires(Scope.OPERATE)
    @Operation(summary = "From now on it is how the counterpart sends or answers; contracts and tables stay as they are")
    DriftView accept(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody AcceptDrift wanted) {
        String why = words(wanted.reason());
        return acts.once(new Act(caller, key, "drift.accept", id.toString(), wanted), why, DriftView.class, () ->
                view(drifts.accept(id, caller.name(), why)));
    }

    @PostMapping("/{id}/ignore")
    @Requires(Scope.OPERATE)
    @Operation(summary = "Do not tell of it until then")
    DriftView ignore(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            @RequestBody IgnoreDrift wanted) {
        Instant until = wanted.until();
        if (until == null) {
            throw PageRequest.invalid("until", "required");
        }
        String why = words(wanted.reason());
        return acts.once(new Act(caller, key, "drift.ignore", id.toString(), wanted), why, DriftView.class, () ->
                view(drifts.ignore(id, until, caller.name(), why)));
    }

    private static DriftView view(Drift d) {
        String key = "drift." + d.kind().wire();
        Object[] words = {d.place().isEmpty() ? "/" : d.place(), d.item(), d.was(), d.now()};
        return new DriftView(d, Texts.of(Texts.ZH, key, words), Texts.of(Texts.EN, key, words));
    }

    private static String words(@Nullable String reason) {
        return reason == null ? "" : reason.strip();
    }
}
