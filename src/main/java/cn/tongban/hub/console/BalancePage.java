package cn.tongban.hub.console;

import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.delivery.DeliveryQueries.Balance;
import cn.tongban.hub.delivery.DeliveryQueries.Recorded;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.Texts;
import cn.tongban.hub.web.Overview;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The books of one day: what was recorded, and of what was to be delivered how much is delivered, needs a person, was
 * discarded or is on its way. If they do not come out even, something has vanished.
 */
@Page
class BalancePage {
    private final DeliveryQueries queries;
    private final Clock clock;

    BalancePage(DeliveryQueries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    @GetMapping("/balance")
    @Requires(Scope.READ)
    String day(@RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate day,
            Model model, Locale locale) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Overview.ZONE);
        LocalDate shown = day == null || day.isAfter(today) ? today : day;
        List<Balance> balances = queries.balance(shown);
        long difference = balances.stream().mapToLong(Balance::difference).map(Math::abs).sum();
        long left = balances.stream().mapToLong(one -> one.dead() + one.inFlight()).sum();
        model.addAttribute("day", shown);
        model.addAttribute("today", today);
        model.addAttribute("balances", balances);
        List<Recorded> recorded = queries.recorded(shown);
        model.addAttribute("recorded", recorded);
        model.addAttribute("messages", recorded.stream().mapToLong(Recorded::messages).sum());
        model.addAttribute("light", difference > 0 ? "bad" : left > 0 ? "waiting" : "good");
        model.addAttribute("sentence", Texts.of(locale, difference > 0 ? "balance.off" : left > 0 ? "balance.open" : "balance.closed",
                shown, difference, left));
        return "balance/index";
    }
}
