package cn.tongban.hub.support;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The texts of {@code i18n/messages*.properties}, for everything that speaks to people without a Spring context. */
public final class Texts {
    /** The first language of the hub. */
    public static final Locale ZH = Locale.SIMPLIFIED_CHINESE;

    public static final Locale EN = Locale.ENGLISH;

    // Locale.ROOT is messages.properties; without NO_FALLBACK a Chinese JVM would answer English requests in Chinese.
    private static final Map<Locale, ResourceBundle> BUNDLES = Map.of(ZH, load(ZH), EN, load(Locale.ROOT));

    private Texts() {}

    /**
     * The text in {@link #ZH} or {@link #EN}, any other locale in English.
     *
     * @throws java.util.MissingResourceException if no file has the key: a defect that a test finds
     */
    public static String of(Locale locale, String key, Object... arguments) {
        Locale known = locale.getLanguage().equals(ZH.getLanguage()) ? ZH : EN;
        return new MessageFormat(BUNDLES.get(known).getString(key), known).format(arguments);
    }

    /** What there are texts for below this prefix, without it, sorted. */
    public static SortedSet<String> below(String prefix) {
        return BUNDLES.get(ZH).keySet().stream().filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length())).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What happened and what to do, for one error. */
    public static String of(Locale locale, ErrorCode code, String subject) {
        return of(locale, "error." + code.code(), subject);
    }

    private static ResourceBundle load(Locale locale) {
        return ResourceBundle.getBundle(
                "i18n.messages",
                locale,
                Texts.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
