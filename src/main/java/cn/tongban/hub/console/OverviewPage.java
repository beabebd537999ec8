package cn.tongban.hub.console;

import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.web.Overview;
import cn.tongban.hub.web.Risks;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page: how things stand, in one sentence and one table. No personal data. */
@Page
class OverviewPage {
    private final Overview overview;
    private final FlowMap map;
    private final Risks risks;

    OverviewPage(Overview overview, FlowMap map, Risks risks) {
        this.overview = overview;
        this.map = map;
        this.risks = risks;
    }

    @GetMapping("/")
    @Requires(Scope.READ)
    String show(Model model, Locale locale, HttpServletResponse response) {
        try {
            Overview.Standing standing = overview.now();
            model.addAttribute("view", OverviewView.of(standing, locale));
            model.addAttribute("map", map.draw(standing, locale));
            model.addAttribute("risks", risks.now());
            return "overview/index";
        } catch (DataAccessException | TransactionException | HubException e) {
            // Readiness says which part is missing and since when; here it is enough to say so and to try again.
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return "overview/unavailable";
        }
    }
}
