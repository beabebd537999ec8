package cn.tongban.hub.console;

import cn.tongban.hub.delivery.OpenDeliveries.Open;
import cn.tongban.hub.support.Texts;
import cn.tongban.hub.web.Overview;
import cn.tongban.hub.web.Overview.ConnectorState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The answer before the figures: one sentence, the worst thing first. */
final class OverviewSentence {
    private OverviewSentence() {}

    static String of(Overview.Standing standing, Locale locale) {
        List<ConnectorState> all = standing.connectors();
        List<String> clauses = new ArrayList<>();
        List<Open> open = all.stream().map(ConnectorState::open).filter(Objects::nonNull).toList();
        long dead = open.stream().mapToLong(Open::dead).sum();
        long doubtful = open.stream().mapToLong(Open::doubtful).sum();
        long waiting = open.stream().mapToLong(Open::waiting).sum();
        if (dead > 0) {
            String since = open.stream().map(Open::firstDead).filter(Objects::nonNull).min(Comparator.naturalOrder())
                    .map(OverviewView::minute).orElse("");
            clauses.add(Texts.of(locale, "overview.sentence.dead", dead, since));
        }
        if (doubtful > 0) {
            clauses.add(Texts.of(locale, "overview.sentence.doubtful", doubtful));
        }
        all.stream().filter(ConnectorState::left).forEach(c ->
                clauses.add(Texts.of(locale, "overview.sentence.left", OverviewView.name(c, locale))));
        all.stream().filter(OverviewSentence::isBroken).forEach(c ->
                clauses.add(Texts.of(locale, "overview.sentence.broken", OverviewView.name(c, locale))));
        all.stream().filter(OverviewSentence::isPaused).forEach(c ->
                clauses.add(Texts.of(locale, "overview.sentence.paused", OverviewView.name(c, locale))));
        if (clauses.isEmpty()) {
            clauses.add(Texts.of(locale, "overview.sentence.good", all.size()));
        }
        clauses.add(waiting > 0 ? waiting(locale, waiting, open) : Texts.of(locale, "overview.sentence.no-backlog"));
        String joined = String.join(Texts.of(locale, "overview.sentence.and"), clauses);
        return Texts.of(locale, "overview.sentence.whole", joined);
    }

    private static String waiting(Locale locale, long count, List<Open> open) {
        Instant oldest = open.stream().map(Open::oldest).filter(Objects::nonNull).min(Comparator.naturalOrder())
                .orElseThrow();
        return Texts.of(locale, "overview.sentence.waiting", count, OverviewView.minute(oldest));
    }

    private static boolean isBroken(ConnectorState connector) {
        return connector.sending() != null && !connector.sending().circuit().equals("closed");
    }

    private static boolean isPaused(ConnectorState connector) {
        return connector.sending() != null && connector.sending().pausedAt() != null;
    }
}
