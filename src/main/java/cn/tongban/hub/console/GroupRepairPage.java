package cn.tongban.hub.console;

import cn.tongban.hub.bulk.BulkAction;
import cn.tongban.hub.bulk.BulkGroup;
import cn.tongban.hub.bulk.BulkOrder;
import cn.tongban.hub.bulk.BulkTask;
import cn.tongban.hub.bulk.BulkTasks;
import cn.tongban.hub.bulk.FieldPatch;
import cn.tongban.hub.delivery.DeliveryRow;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Texts;
import cn.tongban.hub.web.Act;
import cn.tongban.hub.web.Acts;
import cn.tongban.hub.web.BundleAtWork;
import cn.tongban.hub.web.GroupPatch;
import cn.tongban.hub.web.RepairAdvice;
import cn.tongban.hub.web.RepairDesk;
import cn.tongban.hub.web.RepairForm;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Corrects one field of a whole group: a sample, what usually helps, a look at all of them as a task, then the correction. */
@Page
class GroupRepairPage {
    private static final int SAMPLE = 50;

    private final BulkTasks tasks;
    private final GroupPatch patches;
    private final RepairDesk desk;
    private final RepairAdvice advice;
    private final BundleAtWork bundle;
    private final Acts acts;

    GroupRepairPage(BulkTasks tasks, GroupPatch patches, RepairDesk desk, RepairAdvice advice, BundleAtWork bundle, Acts acts) {
        this.tasks = tasks;
        this.patches = patches;
        this.desk = desk;
        this.advice = advice;
        this.bundle = bundle;
        this.acts = acts;
    }

    /**
     * What somebody typed.
     *
     * @param how {@code set} or {@code remove}
     * @param only whether there is a condition
     */
    record Typed(@Nullable String pointer, @Nullable String how, @Nullable String value, @Nullable Boolean only,
            @Nullable String onlyWhere, @Nullable String reason) {
        @Override
        public String toString() {
            return "Typed[" + pointer + "]";
        }
    }

    @GetMapping("/dead-letters/repair")
    @Requires(Scope.OPERATE)
    String form(@RequestParam String destination, @RequestParam String code, @RequestParam(defaultValue = "") String type,
            Model model) {
        return page(new BulkGroup(destination, code, type), new Typed(null, null, null, null, null, null), null, model);
    }

    /** Begins a look at all of the group. */
    @PostMapping("/dead-letters/repair")
    @Requires(Scope.OPERATE)
    String look(@RequestParam String destination, @RequestParam String code, @RequestParam String type,
            @RequestParam int expected, @ModelAttribute Typed typed, Caller caller, Model model, HttpServletResponse response,
            Locale locale) {
        BulkGroup group = new BulkGroup(destination, code, type);
        String reason = words(typed.reason());
        try {
            FieldPatch patch = patches.of(caller, group, words(typed.pointer()), "remove".equals(typed.how()),
                    words(typed.value()), Boolean.TRUE.equals(typed.only()) ? words(typed.onlyWhere()) : null);
            BulkOrder order = new BulkOrder(BulkAction.CHECK, group, expected, BulkTasks.FASTEST, reason, patch);
            BulkTask task = acts.once(new Act(caller, null, "deliveries.check", destination + " " + code, patch.pointer()),
                    reason, BulkTask.class, () -> tasks.begin(order, by(caller)));
            return "redirect:/tasks/" + task.id();
        } catch (HubException e) {
            response.setStatus(e.code().status());
            return page(group, typed, Texts.of(locale, e.code(), e.subject()), model);
        }
    }

    /** Corrects what a look has found to pass. */
    @PostMapping("/tasks/{id}/repair")
    @Requires(Scope.OPERATE)
    String repair(@PathVariable UUID id, @RequestParam int expected, @RequestParam(defaultValue = "20") int perSecond,
            @RequestParam String reason, Caller caller) {
        Map<String, Object> request = Map.of("expected", expected, "perSecond", perSecond);
        BulkTask task = acts.once(new Act(caller, null, "deliveries.repair", id.toString(), request), reason, BulkTask.class,
                () -> tasks.repair(id, expected, perSecond, reason, by(caller)));
        return "redirect:/tasks/" + task.id();
    }

    private String page(BulkGroup group, Typed typed, @Nullable String error, Model model) {
        List<DeliveryRow> newest = patches.sample(new BulkGroup(group.destination(), group.code(), ""), SAMPLE);
        List<String> types = newest.stream().map(DeliveryRow::type).distinct().toList();
        BulkGroup chosen = group.type().isEmpty() && !types.isEmpty()
                ? new BulkGroup(group.destination(), group.code(), types.get(0)) : group;
        List<DeliveryRow> sample = newest.stream().filter(row -> row.type().equals(chosen.type())).toList();
        RepairForm form = sample.isEmpty() ? null : RepairForm.of(desk.open(sample.get(0).id()), bundle);
        model.addAttribute("group", chosen);
        model.addAttribute("types", types);
        model.addAttribute("reach", tasks.reach(chosen));
        model.addAttribute("rows", sample.subList(0, Math.min(5, sample.size())));
        model.addAttribute("form", form);
        model.addAttribute("advice", advice.of(group.code(), sample));
        model.addAttribute("typed", typed);
        model.addAttribute("error", error);
        return "deliveries/group";
    }

    private static BulkOrder.By by(Caller caller) {
        return new BulkOrder.By(caller.tokenId(), caller.name());
    }

    private static String words(@Nullable String text) {
        return text == null ? "" : text;
    }
}
