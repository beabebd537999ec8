package cn.tongban.hub.console;

import cn.tongban.hub.account.SavedViews;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What stands above every filtered list: the filters in use, one's own saved lists, and the file for spreadsheets. */
@Component
class Lists {
    private final SavedViews views;

    Lists(SavedViews views) {
        this.views = views;
    }

    /** @param csv path of the file, empty for none */
    void head(Model model, HttpServletRequest request, Chips chips, String csv) {
        model.addAttribute("chips", chips.all());
        model.addAttribute("address", chips.address());
        model.addAttribute("csv", csv.isEmpty() ? null : chips.address(csv));
        model.addAttribute("views", views.of(ViewsPage.account(request), request.getRequestURI()));
    }
}
