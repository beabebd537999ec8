package cn.tongban.hub.console;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.DeliverySettings;
import cn.tongban.hub.connector.Destination;
import cn.tongban.hub.connector.Maintenance;
import cn.tongban.hub.connector.OpeningHours;
import cn.tongban.hub.egress.Egress;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Texts;
import cn.tongban.hub.web.BundleAtWork;
import cn.tongban.hub.web.Overview;
import cn.tongban.hub.web.Overview.ConnectorState;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The page of one outside system: how it stands, when it takes what, and what proves who it is. */
@Component
class ConnectorView {
    private final Overview overview;
    private final BundleAtWork bundle;
    private final Egress egress;
    private final Clock clock;

    ConnectorView(Overview overview, BundleAtWork bundle, Egress egress, Clock clock) {
        this.overview = overview;
        this.bundle = bundle;
        this.egress = egress;
        this.clock = clock;
    }

    /** {@code 周一、周二 09:00–17:00}. */
    record Hours(String days, String from, String to) {}

    /** @param error in words, null for none */
    String page(String id, Caller caller, @Nullable String error, Model model) {
        ConnectorState state = overview.now().connectors().stream().filter(one -> one.id().equals(id)).findFirst()
                .orElseThrow(() -> new HubException(ErrorCode.CONNECTOR_UNKNOWN, id));
        String connector = Destination.of(id).connector();
        boolean goesOut = state.sending() != null;
        boolean paused = goesOut && state.sending().pausedAt() != null;
        boolean may = caller.scopes().contains(Scope.OPERATE) && goesOut;
        model.addAttribute("state", state);
        model.addAttribute("paused", paused);
        model.addAttribute("mayPause", may && !paused);
        model.addAttribute("mayResume", may && paused);
        model.addAttribute("mayOrder", may);
        model.addAttribute("mayTest", caller.scopes().contains(Scope.ASK));
        Optional<DeliverySettings> declared = bundle.parts().connectors().find(connector).flatMap(ConnectorDescriptor::deliver);
        model.addAttribute("hours", declared.map(DeliverySettings::openingHours).orElse(List.of()).stream()
                .map(ConnectorView::hours).toList());
        model.addAttribute("announced", declared.map(DeliverySettings::maintenance).orElse(List.of()).stream()
                .filter(this::isToCome).toList());
        model.addAttribute("rate", declared.map(DeliverySettings::ratePerSecond).orElse(0));
        model.addAttribute("certificates", egress.book().all().stream().filter(one -> one.connector().equals(connector))
                .map(one -> CertificateRow.of(one, clock.instant())).toList());
        model.addAttribute("trouble", egress.book().troubles().get(connector));
        model.addAttribute("error", error);
        return "connectors/connector";
    }

    private boolean isToCome(Maintenance period) {
        return period.to().isAfter(clock.instant());
    }

    private static Hours hours(OpeningHours hours) {
        Locale locale = LocaleContextHolder.getLocale();
        boolean daily = hours.days().size() == DayOfWeek.values().length;
        String days = daily ? Texts.of(locale, "connector.hours.daily") : hours.days().stream().sorted()
                .map(day -> day.getDisplayName(TextStyle.SHORT, locale))
                .collect(Collectors.joining(Texts.of(locale, "connector.hours.and")));
        return new Hours(days, hours.from().toString(), hours.to().equals(LocalTime.MAX) ? "24:00" : hours.to().toString());
    }
}
