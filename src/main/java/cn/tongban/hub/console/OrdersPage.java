package cn.tongban.hub.console;

import cn.tongban.hub.delivery.OpenDeliveries;
import cn.tongban.hub.delivery.OpenDeliveries.Queue;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.Texts;
import java.util.List;
import java.util.Locale;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Who waits for whom: what is first in its lane, why it does not go on, and how many stand behind it. */
@Page
class OrdersPage {
    private static final int MOST = 100;

    private final OpenDeliveries open;

    OrdersPage(OpenDeliveries open) {
        this.open = open;
    }

    @GetMapping("/orders")
    @Requires(Scope.READ)
    String list(Model model, Locale locale) {
        List<Queue> queues = open.queues(MOST);
        long stuck = queues.stream().filter(queue -> queue.head().due() == null).count();
        long behind = queues.stream().mapToLong(Queue::behind).sum();
        model.addAttribute("queues", queues);
        model.addAttribute("sentence", queues.isEmpty() ? Texts.of(locale, "orders.none")
                : Texts.of(locale, "orders.sentence", queues.size(), stuck, behind));
        model.addAttribute("light", stuck > 0 ? "bad" : queues.isEmpty() ? "good" : "waiting");
        return "orders/index";
    }
}
