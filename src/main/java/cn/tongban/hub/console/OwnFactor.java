package cn.tongban.hub.console;

import cn.tongban.hub.account.SecondFactors;
import cn.tongban.hub.account.TotpOffer;
import cn.tongban.hub.security.AuditLog;
import cn.tongban.hub.security.Caller;
import org.springframework.ui.Model;

/** Somebody sets up the own second factor, at the door or later. */
final class OwnFactor {
    private OwnFactor() {}

    /** For {@code frame/authenticator}: the key to be scanned or typed in. */
    static void show(Model model, TotpOffer offer) {
        model.addAttribute("offer", offer);
        model.addAttribute("qr", QrCode.of(offer.address()));
    }

    /** @throws cn.tongban.hub.support.HubException CODE_WRONG: nothing has changed */
    static void enrol(SecondFactors factors, AuditLog audit, Caller caller, String code) {
        audit.doing(caller, "second-factor", caller.name(), "", () -> {
            factors.enrol(caller.tokenId(), code);
            return true;
        });
    }
}
