package cn.tongban.hub.console;

import cn.tongban.hub.delivery.DeliveryFilter;
import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.delivery.DeliveryRow;
import cn.tongban.hub.delivery.Hop;
import cn.tongban.hub.journal.JournalRepository;
import cn.tongban.hub.journal.MessageRow;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Texts;
import cn.tongban.hub.web.MessageBodies;
import cn.tongban.hub.web.RepairDesk;
import cn.tongban.hub.web.Would;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One recorded message and its way: stations, bodies beside each other, what became of it. Masked. */
@Page
class MessagesPage {
    private static final int MOST_DELIVERIES = 100;
    private static final int MOST_TRIED = 10;

    private final JournalRepository journal;
    private final DeliveryQueries deliveries;
    private final MessageBodies bodies;
    private final RepairDesk desk;
    private final Unmasking unmasking;

    MessagesPage(JournalRepository journal, DeliveryQueries deliveries, MessageBodies bodies, RepairDesk desk,
            Unmasking unmasking) {
        this.journal = journal;
        this.deliveries = deliveries;
        this.bodies = bodies;
        this.desk = desk;
        this.unmasking = unmasking;
    }

    /**
     * @param onward its two stations
     * @param would what the bundle at work would send; null when nobody asked
     * @param wouldNot why that cannot be said
     */
    record Sent(DeliveryRow row, List<Hop> hops, List<Stations.Station> onward, @Nullable Would would,
            @Nullable String wouldNot) {}

    /** @param dry whether to show what the bundle at work would send */
    @GetMapping("/messages/{id}")
    @Requires(Scope.READ)
    String one(@PathVariable UUID id, @RequestParam(defaultValue = "false") boolean dry, Caller caller, Model model,
            Locale locale) {
        return page(id, caller, dry, null, null, model, locale);
    }

    @PostMapping("/messages/{id}/unmask")
    @Requires(Scope.READ_PERSONAL)
    String unmask(@PathVariable UUID id, @RequestParam String pointer, @RequestParam String reason, Caller caller, Model model,
            HttpServletResponse response, Locale locale) {
        try {
            return page(id, caller, false, new Unmasking.Wish(pointer, reason), null, model, locale);
        } catch (HubException e) {
            response.setStatus(e.code().status());
            return page(id, caller, false, null, Texts.of(locale, e.code(), e.subject()), model, locale);
        }
    }

    /** Two bodies of the message field by field. */
    @GetMapping("/messages/{id}/compare")
    @Requires(Scope.READ)
    String compare(@PathVariable UUID id, @RequestParam(defaultValue = "original") String left,
            @RequestParam(defaultValue = "canonical") String right, Model model) {
        MessageRow message = message(id);
        List<DeliveryRow> rows = rows(id);
        model.addAttribute("message", message);
        model.addAttribute("choices", bodies.choices(rows));
        model.addAttribute("left", left);
        model.addAttribute("right", right);
        MessageBodies.Compared compared = bodies.compare(message, rows, left, right);
        model.addAttribute("compared", compared);
        model.addAttribute("sides", List.of(compared.left(), compared.right()));
        return "messages/compare";
    }

    private String page(UUID id, Caller caller, boolean dry, Unmasking.@Nullable Wish wish, @Nullable String error, Model model,
            Locale locale) {
        MessageRow message = message(id);
        List<DeliveryRow> rows = rows(id);
        unmasking.onto(model, "/messages/" + id, id, caller, wish);
        List<Sent> sent = rows.stream().map(row -> sent(message, row, dry && rows.indexOf(row) < MOST_TRIED, locale)).toList();
        model.addAttribute("message", message);
        model.addAttribute("sent", sent);
        model.addAttribute("dry", dry);
        model.addAttribute("stations", Stations.recorded(message));
        model.addAttribute("choices", bodies.choices(rows));
        model.addAttribute("error", error);
        return "messages/message";
    }

    private Sent sent(MessageRow message, DeliveryRow row, boolean dry, Locale locale) {
        List<Hop> hops = deliveries.hops(row.id());
        List<Stations.Station> onward = Stations.onward(message, row, hops);
        if (!dry) {
            return new Sent(row, hops, onward, null, null);
        }
        try {
            return new Sent(row, hops, onward, desk.would(desk.open(row.id())), null);
        } catch (HubException e) {
            return new Sent(row, hops, onward, null, Texts.of(locale, e.code(), e.subject()));
        }
    }

    private List<DeliveryRow> rows(UUID id) {
        return deliveries.page(DeliveryFilter.any().ofMessage(id), MOST_DELIVERIES);
    }

    private MessageRow message(UUID id) {
        return journal.find(id).orElseThrow(() -> new HubException(ErrorCode.MESSAGE_UNKNOWN, id.toString()));
    }
}
