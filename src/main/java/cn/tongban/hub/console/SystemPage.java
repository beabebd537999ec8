package cn.tongban.hub.console;

import cn.tongban.hub.egress.Egress;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.Texts;
import cn.tongban.hub.web.Diagnostics;
import cn.tongban.hub.web.HubFacts;
import java.time.Clock;
import java.util.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** For whoever keeps the hub running: what it leans on, how much of everything is left, and what to send to who helps. */
@Page
@RequestMapping("/system")
class SystemPage {
    private final HubFacts facts;
    private final Egress egress;
    private final Diagnostics diagnostics;
    private final Clock clock;

    SystemPage(HubFacts facts, Egress egress, Diagnostics diagnostics, Clock clock) {
        this.facts = facts;
        this.egress = egress;
        this.diagnostics = diagnostics;
        this.clock = clock;
    }

    @GetMapping
    @Requires(Scope.DIAGNOSE)
    String now(Model model, Locale locale) {
        HubFacts.Facts now = facts.now();
        long down = now.parts().stream().filter(part -> !part.up()).count();
        model.addAttribute("facts", now);
        model.addAttribute("light", now.up() ? "good" : "bad");
        model.addAttribute("sentence", now.up() ? Texts.of(locale, "system.up", now.parts().size())
                : Texts.of(locale, "system.down", down));
        model.addAttribute("certificates",
                egress.book().all().stream().map(one -> CertificateRow.of(one, clock.instant())).toList());
        model.addAttribute("troubles", egress.book().troubles());
        return "system/index";
    }

    @GetMapping("/diagnostics.zip")
    @Requires(Scope.DIAGNOSE)
    ResponseEntity<byte[]> zip(Caller caller) {
        return ResponseEntity.ok().contentType(MediaType.parseMediaType("application/zip")).cacheControl(CacheControl.noStore())
                .header("Content-Disposition", "attachment; filename=\"diagnostics.zip\"").body(diagnostics.zip(caller));
    }
}
