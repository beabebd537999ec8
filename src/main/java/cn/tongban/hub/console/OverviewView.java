package cn.tongban.hub.console;

import cn.tongban.hub.delivery.DeliveryQueries.Balance;
import cn.tongban.hub.delivery.DeliveryQueries.Cause;
import cn.tongban.hub.delivery.Destinations;
import cn.tongban.hub.delivery.OpenDeliveries.Open;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.Texts;
import cn.tongban.hub.web.Overview;
import cn.tongban.hub.web.Overview.ConnectorState;
import cn.tongban.hub.web.Light;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The overview in words, ready for the template.
 *
 * @param sentence how things stand
 * @param at time of the figures in Shanghai
 */
record OverviewView(
        Light light, String sentence, String at, String day, String bundle, List<Row> rows, List<CauseRow> causes) {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(Overview.ZONE);
    private static final int DIGEST_SHOWN = 12;

    /**
     * @param notes why the light is what it is, one word or short clause each
     * @param figures null for a system that nothing goes to
     */
    record Row(String name, String id, Light light, List<String> notes, long recorded, @Nullable Figures figures) {
        /** Its name as a part of the page that changes. */
        public String key() {
            return "row:" + id;
        }
    }

    /** The day's equation, and what is open of all days. */
    record Figures(
            long addressed, long delivered, long inFlight, long dead, long discarded, long doubtful, boolean balanced) {
        static Figures of(Balance today, Open open) {
            return new Figures(
                    today.addressed(),
                    today.delivered(),
                    open.waiting(),
                    open.dead(),
                    today.discarded(),
                    open.doubtful(),
                    today.difference() == 0);
        }
    }

    record CauseRow(String destination, String code, String sentence, long count, String first, String last) {}

    static OverviewView of(Overview.Standing standing, Locale locale) {
        List<Row> rows = standing.connectors().stream()
                .sorted(Comparator.comparing(ConnectorState::light).reversed().thenComparing(ConnectorState::id))
                .map(connector -> row(connector, locale))
                .toList();
        return new OverviewView(
                standing.light(),
                OverviewSentence.of(standing, locale),
                MINUTE.format(standing.at()),
                standing.day().toString(),
                standing.bundle().substring(0, Math.min(DIGEST_SHOWN, standing.bundle().length())),
                rows,
                standing.causes().stream().map(cause -> cause(cause, locale)).toList());
    }

    static String name(ConnectorState connector, Locale locale) {
        return locale.getLanguage().equals(Texts.EN.getLanguage()) ? connector.nameEn() : connector.nameZh();
    }

    static String minute(Instant at) {
        return MINUTE.format(at);
    }

    private static Row row(ConnectorState connector, Locale locale) {
        Figures figures = connector.today() == null || connector.open() == null
                ? null
                : Figures.of(connector.today(), connector.open());
        return new Row(
                name(connector, locale),
                connector.id(),
                connector.light(),
                notes(connector, locale),
                connector.recorded(),
                figures);
    }

    private static List<String> notes(ConnectorState connector, Locale locale) {
        List<String> notes = new ArrayList<>();
        Destinations.Status sending = connector.sending();
        if (connector.left()) {
            notes.add(Texts.of(locale, "overview.left"));
        }
        if (sending == null) {
            return notes;
        }
        if (sending.pausedAt() != null) {
            notes.add(Texts.of(locale, "overview.paused", sending.pausedBy(), minute(sending.pausedAt())));
        }
        if (!sending.open()) {
            notes.add(Texts.of(locale, "overview.closed"));
        }
        notes.add(Texts.of(locale, "overview.circuit." + sending.circuit()));
        return notes;
    }

    private static CauseRow cause(Cause cause, Locale locale) {
        String sentence = Arrays.stream(ErrorCode.values())
                .filter(code -> code.code().equals(cause.code()))
                .findFirst()
                .map(code -> Texts.of(locale, code, Texts.of(locale, "overview.see-delivery")))
                .orElse(cause.code());
        return new CauseRow(
                cause.destination(), cause.code(), sentence, cause.count(), minute(cause.first()), minute(cause.last()));
    }
}
