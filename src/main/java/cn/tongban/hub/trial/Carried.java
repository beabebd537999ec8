package cn.tongban.hub.trial;

import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.flow.TrialBundle;
import cn.tongban.hub.flow.TrialCarried;
import cn.tongban.hub.flow.TrialOptions;
import cn.tongban.hub.intake.CaseTrial;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What goes out, one destination after the other, against the {@code deliveries} that a test expects. */
final class Carried {
    private static final String AT = "/expect/deliveries";

    private final TrialBundle bundle;
    private final Expected expected;
    private final Script script;
    private final TrialOptions options;

    Carried(TrialBundle bundle, Expected expected, Script script, TrialOptions options) {
        this.bundle = bundle;
        this.expected = expected;
        this.script = script;
        this.options = options;
    }

    /** @param route by which the only delivery has to go; empty where any may */
    void expect(List<CaseTrial.Onward> onward, Attempt message, String route) {
        JsonNode wanted = expected.at(AT);
        if (wanted.isMissingNode()) {
            return;
        }
        for (int i = 0; i < Math.max(wanted.size(), onward.size()); i++) {
            if (i >= onward.size()) {
                expected.fault(AT + "/" + i, "there is no such delivery");
            } else if (i >= wanted.size()) {
                expected.fault(AT, "besides, " + onward.get(i).type() + " goes to " + onward.get(i).destination());
            } else {
                one(AT + "/" + i, onward.get(i), message, route);
            }
        }
        script.end();
    }

    private void one(String at, CaseTrial.Onward onward, Attempt message, String route) {
        expected.only(at, Set.of("to", "type", "route", "outcome", "code", "reason", "receipt", "requests"));
        expected.text(at + "/to", "destination", onward.destination());
        expected.text(at + "/type", "type", onward.type());
        JsonNode wanted = expected.at(at);
        if (!wanted.has("outcome") && !wanted.has("requests") && !wanted.has("route")) {
            return;
        }
        TrialCarried carried = bundle.carry(new Attempt(message.deliveryId(), onward.destination(), 1, message.messageId(),
                message.caseNo(), onward.type(), message.recordedAt(), message.canonical()), script, options);
        String by = carried.route().orElse("none");
        if (!route.isEmpty() && !by.equals(route)) {
            expected.fault(at, "this goes by the route " + by + ", not by " + route);
        }
        expected.text(at + "/route", "route", by);
        String why = Words.code(carried.outcome());
        expected.text(at + "/outcome", why.isEmpty() ? "outcome" : "outcome (" + why + " " + Words.reason(carried.outcome())
                + ")", Words.of(carried.outcome()));
        expected.text(at + "/code", "code", why);
        expected.text(at + "/reason", "reason", Words.reason(carried.outcome()));
        expected.text(at + "/receipt", "receipt", Words.receipt(carried.outcome()));
        Sent.expect(expected, at, carried.sent());
    }
}
