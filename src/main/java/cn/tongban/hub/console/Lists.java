package cn.tongban.hub.console;

import cn.tongban.hub.account.SavedViews;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What stands above every filtered list: the filters in use, one's own saved lists, and the file for spreadsheets. */
@Component
class Lists {
    private final SavedViews views;

    Lists(SavedViews views) {
        this.views = views;
    }

    /**
     * @param last where the list goes on, null for nowhere
     * @param csv path of the file
     */
    void head(Model model, HttpServletRequest request, Chips chips, @Nullable String last, String csv) {
        model.addAttribute("older", last == null ? null : chips.older(last));
        model.addAttribute("chips", chips.all());
        model.addAttribute("address", chips.address());
        model.addAttribute("csv", chips.address(csv));
        model.addAttribute("views", views.of(ViewsPage.account(request), request.getRequestURI()));
    }
}
