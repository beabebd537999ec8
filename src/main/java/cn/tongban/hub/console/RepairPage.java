package cn.tongban.hub.console;

import cn.tongban.hub.delivery.DeliveryState;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.Digests;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import cn.tongban.hub.support.Texts;
import cn.tongban.hub.web.BundleAtWork;
import cn.tongban.hub.web.RepairDesk;
import cn.tongban.hub.web.RepairForm;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Corrects fields of one dead letter: first checked and tried, then confirmed with a reason. What was typed stays on the page
 * until it is kept; a masked value is never in it.
 */
@Page
@RequestMapping("/deliveries/{id}/repair")
class RepairPage {
    private static final String FIELD = "f:";

    private final RepairDesk desk;
    private final BundleAtWork bundle;

    RepairPage(RepairDesk desk, BundleAtWork bundle) {
        this.desk = desk;
        this.bundle = bundle;
    }

    /** What the page shows besides the form. */
    private record Shown(RepairForm.Typed typed, List<Place> places, RepairDesk.@Nullable Tried tried, String checked,
            @Nullable String error, String reason) {
        static final Shown FIRST = new Shown(RepairForm.Typed.NOTHING, List.of(), null, "", null, "");
    }

    @GetMapping
    @Requires(Scope.OPERATE)
    String form(@PathVariable UUID id, Model model) {
        RepairDesk.Opened opened = desk.open(id);
        if (!DeliveryState.DEAD_LETTERS.contains(opened.row().state())) {
            throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, "state");
        }
        return page(opened, Shown.FIRST, null, model);
    }

    /** @param revision how many repairs the page was made with */
    @PostMapping("/check")
    @Requires(Scope.OPERATE)
    String check(@PathVariable UUID id, @RequestParam int revision, @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request, HttpServletResponse response, Model model, Locale locale) {
        RepairDesk.Opened opened = desk.open(id);
        RepairForm.Typed typed = typed(request);
        if (revision != opened.revision()) {
            return refused(opened, typed, new HubException(ErrorCode.REPAIRED_MEANWHILE), reason, revision, response, model, locale);
        }
        return checked(opened, typed, reason, response, model, locale);
    }

    private String checked(RepairDesk.Opened opened, RepairForm.Typed typed, String reason, HttpServletResponse response,
            Model model, Locale locale) {
        RepairForm.Changes changes = RepairForm.of(opened, bundle).changes(typed);
        if (!changes.places().isEmpty()) {
            response.setStatus(ErrorCode.PATCH_INVALID.status());
            return page(opened, new Shown(typed, changes.places(), null, "", Texts.of(locale, "repair.not-understood"), reason),
                    null, model);
        }
        if (changes.operations().isEmpty()) {
            return page(opened, new Shown(typed, List.of(), null, "", Texts.of(locale, "repair.nothing"), reason), null, model);
        }
        try {
            RepairDesk.Tried tried = desk.tried(opened, changes.operations());
            boolean valid = tried.places().isEmpty();
            response.setStatus(valid ? HttpServletResponse.SC_OK : ErrorCode.PATCH_INVALID.status());
            return page(opened, new Shown(typed, tried.places(), tried, valid ? digest(changes.operations()) : "",
                    valid ? null : Texts.of(locale, "repair.invalid"), reason), null, model);
        } catch (HubException e) {
            return refused(opened, typed, e, reason, opened.revision(), response, model, locale);
        }
    }

    /**
     * @param checked what was tried; another patch than that is tried first
     * @param then {@code keep}, or {@code send}
     */
    @PostMapping
    @Requires(Scope.OPERATE)
    String keep(@PathVariable UUID id, @RequestParam int revision, @RequestParam(defaultValue = "") String checked,
            @RequestParam(defaultValue = "") String reason, @RequestParam(defaultValue = "keep") String then, Caller caller,
            HttpServletRequest request, HttpServletResponse response, Model model, Locale locale) {
        RepairDesk.Opened opened = desk.open(id);
        RepairForm.Typed typed = typed(request);
        if (revision != opened.revision()) {
            return refused(opened, typed, new HubException(ErrorCode.REPAIRED_MEANWHILE), reason, revision, response, model, locale);
        }
        RepairForm.Changes changes = RepairForm.of(opened, bundle).changes(typed);
        if (!changes.places().isEmpty() || changes.operations().isEmpty() || !checked.equals(digest(changes.operations()))) {
            return checked(opened, typed, reason, response, model, locale);
        }
        try {
            desk.keep(caller, null, id, new RepairDesk.Change(changes.operations(), revision, then.equals("send")), reason.strip());
            return "redirect:/deliveries/" + id + "?done=" + (then.equals("send") ? "done" : "repaired");
        } catch (HubException e) {
            return refused(opened, typed, e, reason, revision, response, model, locale);
        }
    }

    /** With all that was typed, and what was tried already when only the reason is missing. */
    private String refused(RepairDesk.Opened opened, RepairForm.Typed typed, HubException e, String reason, int revision,
            HttpServletResponse response, Model model, Locale locale) {
        response.setStatus(e.code().status());
        String words = Texts.of(locale, e.code(), e.subject());
        if (e.code() == ErrorCode.REASON_MISSING) {
            RepairForm.Changes changes = RepairForm.of(opened, bundle).changes(typed);
            return page(opened, new Shown(typed, List.of(), desk.tried(opened, changes.operations()),
                    digest(changes.operations()), words, reason), revision, model);
        }
        return page(opened, new Shown(typed, e.places(), null, "", words, reason), revision, model);
    }

    /** @param revision of the page that came back; null to take the document's own */
    private String page(RepairDesk.Opened opened, Shown shown, @Nullable Integer revision, Model model) {
        RepairForm form = RepairForm.of(opened, bundle);
        Map<String, List<Place>> faults = new HashMap<>();
        List<Place> elsewhere = new ArrayList<>();
        Set<String> known = Set.copyOf(form.fields().stream().map(RepairForm.Field::pointer).toList());
        shown.places().forEach(place -> {
            if (known.contains(place.pointer())) {
                faults.computeIfAbsent(place.pointer(), at -> new ArrayList<>()).add(place);
            } else {
                elsewhere.add(place);
            }
        });
        model.addAttribute("row", opened.row());
        model.addAttribute("form", form);
        model.addAttribute("there", form.fields().stream().filter(field -> !field.lacking()).toList());
        model.addAttribute("lacking", form.fields().stream().filter(RepairForm.Field::lacking).toList());
        model.addAttribute("values", values(form, shown.typed()));
        model.addAttribute("removed", shown.typed().removed());
        model.addAttribute("faults", faults);
        model.addAttribute("elsewhere", elsewhere);
        model.addAttribute("revision", revision == null ? opened.revision() : revision);
        model.addAttribute("tried", shown.tried());
        model.addAttribute("would", shown.tried() == null ? null : shown.tried().would());
        model.addAttribute("checked", shown.checked());
        model.addAttribute("error", shown.error());
        model.addAttribute("reason", shown.reason());
        return "deliveries/repair";
    }

    private static Map<String, String> values(RepairForm form, RepairForm.Typed typed) {
        Map<String, String> values = new HashMap<>();
        form.fields().forEach(field -> values.put(field.pointer(),
                typed.values().getOrDefault(field.pointer(), field.initial())));
        return values;
    }

    private static RepairForm.Typed typed(HttpServletRequest request) {
        Map<String, String> values = new HashMap<>();
        request.getParameterMap().forEach((name, texts) -> {
            if (name.startsWith(FIELD) && texts.length > 0) {
                values.put(name.substring(FIELD.length()), texts[0]);
            }
        });
        String[] removed = request.getParameterValues("remove");
        return new RepairForm.Typed(values, removed == null ? Set.of() : Set.copyOf(List.of(removed)));
    }

    private static String digest(JsonNode operations) {
        return Digests.hex(Digests.sha256(operations.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
