package cn.tongban.hub.console;

import cn.tongban.hub.account.SavedViews;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Keeps and forgets one's own filtered lists. */
@Page
@RequestMapping("/views")
class ViewsPage {
    private final SavedViews views;

    ViewsPage(SavedViews views) {
        this.views = views;
    }

    @PostMapping
    @Requires(Scope.READ)
    String save(HttpServletRequest request, @RequestParam String name, @RequestParam String address) {
        String safe = Back.safe(address);
        views.save(account(request), name, path(safe), safe);
        return "redirect:" + safe;
    }

    @PostMapping("/{id}/forget")
    @Requires(Scope.READ)
    String forget(HttpServletRequest request, @PathVariable UUID id, @RequestParam String address) {
        views.forget(account(request), id);
        return "redirect:" + Back.safe(address);
    }

    private static String path(String address) {
        int query = address.indexOf('?');
        return query < 0 ? address : address.substring(0, query);
    }

    static UUID account(HttpServletRequest request) {
        return SessionFilter.session(request).orElseThrow(() -> new HubException(ErrorCode.TOKEN_MISSING)).account().id();
    }
}
