package cn.tongban.hub.console;

import cn.tongban.hub.delivery.DeliveryDesk;
import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.delivery.DeliveryRow;
import cn.tongban.hub.delivery.DeliveryState;
import cn.tongban.hub.delivery.Hop;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Texts;
import cn.tongban.hub.web.Act;
import cn.tongban.hub.web.Acts;
import cn.tongban.hub.web.RepairDesk;
import cn.tongban.hub.web.Would;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One delivery: what happened, what was sent, what people decide about it. Only what is possible has a button. */
@Page
@RequestMapping("/deliveries/{id}")
class DeliveryPage {
    private final DeliveryQueries queries;
    private final DeliveryDesk desk;
    private final RepairDesk repairs;
    private final Unmasking unmasking;
    private final Acts acts;

    DeliveryPage(DeliveryQueries queries, DeliveryDesk desk, RepairDesk repairs, Unmasking unmasking,
            Acts acts) {
        this.queries = queries;
        this.desk = desk;
        this.repairs = repairs;
        this.unmasking = unmasking;
        this.acts = acts;
    }

    /** What stands on the page besides the delivery itself. */
    private record Said(@Nullable String done, @Nullable String error, boolean dry, Unmasking.@Nullable Wish wish) {}

    /** @param dry whether to show what the bundle at work would send */
    @GetMapping
    @Requires(Scope.READ)
    String one(@PathVariable UUID id, @RequestParam(required = false) @Nullable String done,
            @RequestParam(defaultValue = "false") boolean dry, Caller caller, Model model, Locale locale) {
        String key = done == null ? null : switch (done) {
            case "done" -> "delivery.done";
            case "repaired" -> "repair.done";
            default -> null;
        };
        return page(id, caller, new Said(key, null, dry, null), model, locale);
    }

    @PostMapping("/unmask")
    @Requires(Scope.READ_PERSONAL)
    String unmask(@PathVariable UUID id, @RequestParam String pointer, @RequestParam String reason, Caller caller, Model model,
            HttpServletResponse response, Locale locale) {
        try {
            return page(id, caller, new Said(null, null, false, new Unmasking.Wish(pointer, reason)), model, locale);
        } catch (HubException e) {
            return refused(id, caller, e, model, response, locale);
        }
    }

    @PostMapping("/{decision}")
    @Requires(Scope.OPERATE)
    String decide(@PathVariable UUID id, @PathVariable String decision, @RequestParam String reason,
            @RequestParam(required = false) @Nullable String receiptNo, Caller caller, Model model,
            HttpServletResponse response, Locale locale) {
        String who = caller.name();
        Supplier<DeliveryRow> doing = switch (decision) {
            case "replay" -> () -> desk.replay(id, who, reason.strip(), false);
            case "discard" -> () -> desk.discard(id, who, reason.strip());
            case "there" -> () -> desk.resolve(id, true, receiptNo == null ? "" : receiptNo.strip(), who, reason.strip());
            case "not-there" -> () -> desk.resolve(id, false, "", who, reason.strip());
            default -> throw new HubException(ErrorCode.NOT_FOUND, decision);
        };
        try {
            acts.once(new Act(caller, null, "delivery." + decision, id.toString(), decision), reason,
                    DeliveryRow.class, doing);
            return "redirect:/deliveries/" + id + "?done=done";
        } catch (HubException e) {
            return refused(id, caller, e, model, response, locale);
        }
    }

    private String refused(UUID id, Caller caller, HubException e, Model model, HttpServletResponse response, Locale locale) {
        response.setStatus(e.code().status());
        return page(id, caller, new Said(null, Texts.of(locale, e.code(), e.subject()), false, null), model, locale);
    }

    private String page(UUID id, Caller caller, Said said, Model model, Locale locale) {
        DeliveryRow row = queries.find(id).orElseThrow(() -> new HubException(ErrorCode.DELIVERY_UNKNOWN, id.toString()));
        List<Hop> hops = queries.hops(id);
        boolean doubtful = row.state() == DeliveryState.DOUBTFUL;
        unmasking.onto(model, "/deliveries/" + id, row.messageId(), caller, said.wish());
        boolean may = caller.scopes().contains(Scope.OPERATE);
        boolean dead = DeliveryState.DEAD_LETTERS.contains(row.state());
        model.addAttribute("row", row);
        model.addAttribute("hops", hops);
        model.addAttribute("repaired", hops.stream().filter(hop -> hop.kind().equals("repair")).count());
        model.addAttribute("questions", hops.stream().filter(hop -> hop.kind().equals("probe")).toList());
        model.addAttribute("mayReplay", may && DeliveryState.ATTENTION.contains(row.state()));
        model.addAttribute("mayRepair", may && dead && model.getAttribute("content") != null);
        model.addAttribute("mayDiscard", may && !row.state().isFinal() && row.state() != DeliveryState.SENDING);
        model.addAttribute("mayResolve", may && doubtful);
        model.addAttribute("would", said.dry() || doubtful ? would(id, model, locale) : null);
        model.addAttribute("done", said.done());
        model.addAttribute("error", said.error());
        return "deliveries/delivery";
    }

    private @Nullable Would would(UUID id, Model model, Locale locale) {
        try {
            return repairs.would(repairs.open(id));
        } catch (HubException e) {
            model.addAttribute("wouldNot", Texts.of(locale, e.code(), e.subject()));
            return null;
        }
    }
}
