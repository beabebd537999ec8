package cn.tongban.hub.console;

import cn.tongban.hub.security.AuditLog;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.web.Searches;
import cn.tongban.hub.web.Searches.Found;
import cn.tongban.hub.web.Searches.Hit;
import java.util.List;
import java.util.UUID;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * One box for any number. What is typed travels in the body; the address of a result says nothing. One hit is gone to at
 * once, as a scanner wants it.
 */
@Page
class SearchPage {
    private static final int LONGEST = 200;

    private final Searches searches;
    private final AuditLog audit;

    SearchPage(Searches searches, AuditLog audit) {
        this.searches = searches;
        this.audit = audit;
    }

    @PostMapping("/search")
    @Requires(Scope.READ)
    String search(Caller caller, @RequestParam String q) {
        String value = q.strip();
        if (value.isEmpty() || value.length() > LONGEST) {
            return "redirect:/search/none";
        }
        for (Searches.Kind kind : Numbers.kinds(value)) {
            Found found = kind.isPersonal()
                    ? audit.doing(caller, "search", kind.wire(), "", () -> searches.find(caller, kind, value))
                    : searches.find(caller, kind, value);
            if (found.hits().size() == 1 && !found.more()) {
                return "redirect:" + href(found.hits().get(0));
            }
            if (!found.hits().isEmpty()) {
                return "redirect:/search/" + found.id();
            }
        }
        return "redirect:/search/none";
    }

    @GetMapping("/search/none")
    @Requires(Scope.READ)
    String none(Model model) {
        model.addAttribute("hits", List.of());
        return "search/index";
    }

    @GetMapping("/search/{id}")
    @Requires(Scope.READ)
    String again(Caller caller, @PathVariable UUID id, Model model) {
        Found found = searches.again(caller, id).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, id.toString()));
        model.addAttribute("hits", found.hits().stream().map(hit -> new Row(hit.type(), hit.id(), href(hit))).toList());
        model.addAttribute("more", found.more());
        return "search/index";
    }

    record Row(String type, String id, String href) {}

    private static String href(Hit hit) {
        return switch (hit.type()) {
            case "case" -> "/cases/" + hit.id();
            case "message" -> "/messages/" + hit.id();
            default -> "/deliveries/" + hit.id();
        };
    }
}
