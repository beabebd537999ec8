package cn.tongban.hub.console;

import cn.tongban.hub.cases.TimelineEntry;
import cn.tongban.hub.clock.ClockLight;
import cn.tongban.hub.connector.Bilingual;
import cn.tongban.hub.connector.Destination;
import cn.tongban.hub.delivery.DeliveryState;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.Texts;
import cn.tongban.hub.web.BundleAtWork;
import cn.tongban.hub.web.Overview;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.MissingResourceException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Words for templates, as {@code @say}: one word for one thing on every page, in the language of the page. */
@Component("say")
public final class Say {
    private static final DateTimeFormatter MILLI =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(Overview.ZONE);

    private final BundleAtWork bundle;
    private final ObjectMapper json;
    private final Clock clock;

    Say(BundleAtWork bundle, ObjectMapper json, Clock clock) {
        this.bundle = bundle;
        this.json = json;
        this.clock = clock;
    }

    /** {@code 2026-03-16 09:40}, empty for null. */
    public String minute(@Nullable Instant at) {
        return at == null ? "" : OverviewView.minute(at);
    }

    /** With milliseconds, where the order of things matters. */
    public String exact(@Nullable Instant at) {
        return at == null ? "" : MILLI.format(at);
    }

    /** How long ago, coarsely. */
    public String ago(@Nullable Instant at) {
        if (at == null) {
            return "";
        }
        Duration since = Duration.between(at, clock.instant());
        long seconds = Math.max(0, since.toSeconds());
        if (seconds < 60) {
            return Texts.of(locale(), "ago.seconds", seconds);
        }
        if (seconds < 3600) {
            return Texts.of(locale(), "ago.minutes", seconds / 60);
        }
        return seconds < 172_800 ? Texts.of(locale(), "ago.hours", seconds / 3600) : Texts.of(locale(), "ago.days", seconds / 86_400);
    }

    /** How long something took. */
    public String span(Duration span) {
        if (span.toMillis() < 10_000) {
            return Texts.of(locale(), "span.millis", span.toMillis());
        }
        if (span.toSeconds() < 600) {
            return Texts.of(locale(), "span.seconds", span.toSeconds());
        }
        return span.toMinutes() < 600 ? Texts.of(locale(), "span.minutes", span.toMinutes())
                : Texts.of(locale(), "span.hours", span.toHours());
    }

    /** A system or party as people call it. */
    public String system(String id) {
        if (id.isEmpty()) {
            return "";
        }
        Destination destination = Destination.of(id);
        // A connector with parties is no destination itself.
        return bundle.parts().connectors().owning(id).or(() -> bundle.parts().connectors().find(id))
                .map(connector -> {
                    var party = connector.parties().get(destination.party());
                    return name(party == null ? connector.name() : party.name());
                })
                .orElse(id);
    }

    /** The connector of a destination, for its page. */
    public String connector(String destination) {
        return Destination.of(destination).connector();
    }

    /** A message type in words, or as it is when there are none. */
    public String type(String type) {
        return words("type." + type, type);
    }

    public String state(DeliveryState state) {
        return Texts.of(locale(), "delivery.state." + lower(state));
    }

    /** The class of shape and colour of a state. */
    public String light(DeliveryState state) {
        return switch (state) {
            case DELIVERED, DISCARDED -> "good";
            case WAITING, SENDING -> "waiting";
            case DOUBTFUL -> "care";
            case DEAD, REFUSED -> "bad";
        };
    }

    /** What an error code means and what to do, empty for none. */
    public String cause(String code) {
        return Arrays.stream(ErrorCode.values()).filter(known -> known.code().equals(code)).findFirst()
                .map(known -> Texts.of(locale(), known, Texts.of(locale(), "overview.see-delivery"))).orElse(code);
    }

    /** A text by key, or the fallback when nobody wrote one. */
    public String words(String key, String fallback) {
        try {
            return Texts.of(locale(), key);
        } catch (MissingResourceException e) {
            return fallback;
        }
    }

    /** What a place in a document violates; empty for none. */
    public String rule(String rule) {
        return rule.isEmpty() ? "" : words("rule." + rule, Texts.of(locale(), "rule.other"));
    }

    /** An enum's name as keys and classes have it. */
    public String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** One of two texts that are there in both languages. */
    public String either(String zh, String en) {
        return locale().getLanguage().equals(Texts.EN.getLanguage()) ? en : zh;
    }

    /** {@code 4.2 MB}; 1 MB is 1,000,000 bytes. */
    public String size(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        if (bytes < 1_000_000) {
            return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
        }
        return bytes < 1_000_000_000 ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    /** Shape and colour of a clock. */
    public String light(ClockLight light) {
        return switch (light) {
            case GREEN -> "good";
            case YELLOW -> "care";
            case RED -> "bad";
        };
    }

    /** Of a story, the newest first. */
    public Comparator<TimelineEntry> newestFirst() {
        return Comparator.comparingInt(TimelineEntry::no).reversed();
    }

    /** Pretty JSON. */
    public String json(@Nullable JsonNode document) {
        try {
            return document == null ? "" : json.writerWithDefaultPrettyPrinter().writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON can be written", e);
        }
    }

    /** The beginning of a digest or id, long enough to tell it from others. */
    public String brief(String text) {
        return text.length() <= 12 ? text : text.substring(0, 12);
    }

    private static String name(Bilingual name) {
        return locale().getLanguage().equals(Texts.EN.getLanguage()) ? name.en() : name.zh();
    }

    private static Locale locale() {
        return LocaleContextHolder.getLocale();
    }
}
