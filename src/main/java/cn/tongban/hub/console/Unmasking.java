package cn.tongban.hub.console;

import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.web.DocumentView;
import cn.tongban.hub.web.DocumentViews;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The content of a message on a page: masked, with a way to one value for who may and says why. */
@Component
class Unmasking {
    private static final int LONGEST_POINTER = 300;

    private final DocumentViews views;
    private final Throttle throttle;

    Unmasking(DocumentViews views, Throttle throttle) {
        this.views = views;
        this.throttle = throttle;
    }

    /** @param pointer field whose value is asked for */
    record Wish(String pointer, String reason) {}

    /**
     * @param path of the page; its form goes to {@code path/unmask}
     * @param wish null for everything masked
     * @throws HubException TOO_OFTEN, REASON_MISSING, NOT_FOUND
     */
    void onto(Model model, String path, UUID message, Caller caller, @Nullable Wish wish) {
        Optional<DocumentView> view = wish == null ? views.masked(message) : Optional.of(showing(caller, message, wish));
        model.addAttribute("content", view.orElse(null));
        model.addAttribute("unmaskAt", path + "/unmask");
        model.addAttribute("unmaskReason", wish == null ? "" : wish.reason());
        model.addAttribute("mayUnmask", caller.scopes().contains(Scope.READ_PERSONAL));
    }

    private DocumentView showing(Caller caller, UUID message, Wish wish) {
        if (wish.pointer().length() > LONGEST_POINTER) {
            throw new HubException(ErrorCode.NOT_FOUND, message.toString());
        }
        String who = "unmask " + caller.name();
        if (!throttle.allows(who)) {
            throw new HubException(ErrorCode.TOO_OFTEN);
        }
        DocumentView view = views.showing(caller, message, wish.pointer(), wish.reason());
        throttle.count(who);
        return view;
    }
}
