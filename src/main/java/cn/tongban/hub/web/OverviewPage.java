package cn.tongban.hub.web;

import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page: how things stand, in one sentence and one table. No personal data, no case, no token needed. */
@Controller
class OverviewPage {
    private final Overview overview;

    OverviewPage(Overview overview) {
        this.overview = overview;
    }

    @GetMapping("/")
    String show(Model model, Locale locale, HttpServletResponse response) {
        boolean english = locale.getLanguage().equals(Texts.EN.getLanguage());
        model.addAttribute("lang", english ? "en" : "zh-CN");
        model.addAttribute("otherLang", english ? "zh" : "en");
        try {
            model.addAttribute("view", OverviewView.of(overview.now(), locale));
            return "overview/index";
        } catch (DataAccessException | TransactionException | HubException e) {
            // Readiness says which part is missing and since when; here it is enough to say so and to try again.
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return "overview/unavailable";
        }
    }
}
