package cn.tongban.hub.alert;

import cn.tongban.hub.connector.Bilingual;
import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.Destination;
import cn.tongban.hub.connector.Party;
import cn.tongban.hub.support.Texts;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An alert in words, the same on pages, in mails and at the API. */
public final class AlertWords {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private final Function<String, Optional<ConnectorDescriptor>> connectors;

    /** @param connectors those of the bundle at work, by id */
    AlertWords(Function<String, Optional<ConnectorDescriptor>> connectors) {
        this.connectors = connectors;
    }

    /** What the rule is about, in a few words. */
    public String title(AlertRule rule, Locale locale) {
        return Texts.of(locale, "alert." + rule.wire() + ".title");
    }

    /** What happened, in a sentence. */
    public String says(AlertRule rule, String subject, long figure, Locale locale) {
        return Texts.of(locale, "alert." + rule.wire() + ".says", name(subject, locale), figure);
    }

    /** What to do. */
    public String todo(AlertRule rule, Locale locale) {
        return Texts.of(locale, "alert." + rule.wire() + ".todo");
    }

    /** A system, a party or a flow as people call it; as it is when nobody gave it a name. */
    public String name(String subject, Locale locale) {
        int space = subject.indexOf(' ');
        return space < 0 ? system(subject, locale)
                : Texts.of(locale, "alert.flow", system(subject.substring(0, space), locale),
                        type(subject.substring(space + 1), locale));
    }

    static String minute(Instant at) {
        return MINUTE.format(at);
    }

    private String system(String id, Locale locale) {
        if (id.isEmpty()) {
            return "";
        }
        Destination destination = Destination.of(id);
        return connectors.apply(destination.connector()).map(connector -> {
            @Nullable Party party = connector.parties().get(destination.party());
            Bilingual name = party == null ? connector.name() : party.name();
            return locale.getLanguage().equals(Texts.ZH.getLanguage()) ? name.zh() : name.en();
        }).orElse(id);
    }

    private static String type(String type, Locale locale) {
        try {
            return Texts.of(locale, "type." + type);
        } catch (MissingResourceException e) {
            return type;
        }
    }
}
