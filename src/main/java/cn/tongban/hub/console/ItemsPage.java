package cn.tongban.hub.console;

import cn.tongban.hub.catalogue.ItemDetail;
import cn.tongban.hub.catalogue.ItemFilter;
import cn.tongban.hub.catalogue.Items;
import cn.tongban.hub.catalogue.PairStatus;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.web.UnificationCsv;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The item catalogue for people: what is in use, what differs between city and district, what is not forwarded. */
@Page
class ItemsPage {
    private final Items items;

    ItemsPage(Items items) {
        this.items = items;
    }

    @GetMapping("/items")
    @Requires(Scope.READ)
    String list(
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable String show,
            @RequestParam(required = false) @Nullable String after,
            Model model, Locale locale, HttpServletResponse response) {
        ItemFilter filter = new ItemFilter(text == null || text.isBlank() ? null : text.strip(), null, null,
                "different".equals(show) ? PairStatus.DIFFERENT : null, "refused".equals(show) ? Boolean.TRUE : null);
        try {
            model.addAttribute("view", ItemsView.of(items, filter, after, locale));
            model.addAttribute("text", text == null ? "" : text);
            model.addAttribute("show", show == null ? "" : show);
            return "items/index";
        } catch (DataAccessException | TransactionException | HubException e) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return "overview/unavailable";
        }
    }

    @GetMapping("/items/{taskCode}")
    @Requires(Scope.READ)
    String one(@PathVariable String taskCode, Model model, Locale locale) {
        ItemDetail detail = items.find(taskCode, items.today())
                .orElseThrow(() -> new HubException(ErrorCode.ITEM_NOT_PUBLISHED, taskCode));
        model.addAttribute("view", ItemView.of(detail, items.versions(taskCode, items.today()), locale));
        return "items/item";
    }

    @GetMapping("/items/unification.csv")
    @Requires(Scope.READ)
    ResponseEntity<byte[]> csv(Locale locale) {
        return UnificationCsv.answer(items.unification(null, null, UnificationCsv.MOST), locale);
    }
}
