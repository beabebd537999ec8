package cn.tongban.hub.console;

import cn.tongban.hub.catalogue.ItemFilter;
import cn.tongban.hub.catalogue.ItemRow;
import cn.tongban.hub.catalogue.ItemState;
import cn.tongban.hub.catalogue.Items;
import cn.tongban.hub.catalogue.PairCheck;
import cn.tongban.hub.catalogue.PairStatus;
import cn.tongban.hub.support.Texts;
import cn.tongban.hub.web.Light;
import cn.tongban.hub.web.UnificationCsv;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A page of the catalogue in words, ready for the template.
 *
 * @param sentence how the catalogue stands
 * @param next the last task code on this page; null when it is the last page
 */
record ItemsView(Light light, String sentence, List<Row> rows, @Nullable String next) {
    private static final int ON_A_PAGE = 50;
    private static final Pattern NAMES = Pattern.compile("[A-Z_]{2,20}|true|false");

    /**
     * @param pair word for how it stands with its other side, empty when it has none
     * @param forward whether a case of it is forwarded, with the reason when not
     */
    record Row(String taskCode, String name, String level, Light light, String state, int version, String effectiveOn,
            String pair, long differences, String forward) {
        static Row of(ItemRow item, Locale locale) {
            return new Row(item.taskCode(), item.name(), Texts.of(locale, "item.level." + item.level()), ItemsView.light(item),
                    Texts.of(locale, item.state().labelKey()), item.version(), item.effectiveOn().toString(),
                    item.pair() == null ? "" : Texts.of(locale, item.pair().labelKey()), item.differences(),
                    item.refusal().isEmpty() ? Texts.of(locale, "items.forwarded")
                            : Texts.of(locale, "items.refused", reason(item, locale)));
        }

        private static String reason(ItemRow item, Locale locale) {
            boolean paired = item.state() == ItemState.IN_USE && item.pair() != null;
            return Texts.of(locale, paired ? item.pair().labelKey() : item.state().labelKey());
        }
    }

    static ItemsView of(Items items, ItemFilter filter, @Nullable String after, Locale locale) {
        List<ItemRow> found = items.page(filter, after, ON_A_PAGE + 1);
        List<ItemRow> shown = found.subList(0, Math.min(ON_A_PAGE, found.size()));
        long all = items.count(new ItemFilter(null, null, null, null, null));
        List<PairCheck> pairs = items.unification(null, null, UnificationCsv.MOST);
        long compared = pairs.stream().filter(pair -> pair.status().isCompared()).count();
        long different = pairs.stream().filter(pair -> pair.status() == PairStatus.DIFFERENT).count();
        return new ItemsView(
                all == 0 ? Light.WAITING : different == 0 ? Light.GOOD : Light.CARE,
                sentence(all, compared, different, locale),
                shown.stream().map(item -> Row.of(item, locale)).toList(),
                found.size() > ON_A_PAGE ? shown.get(shown.size() - 1).taskCode() : null);
    }

    private static String sentence(long all, long compared, long different, Locale locale) {
        if (all == 0) {
            return Texts.of(locale, "items.sentence.empty");
        }
        return different == 0
                ? Texts.of(locale, "items.sentence.good", all, compared)
                : Texts.of(locale, "items.sentence.bad", all, compared, different);
    }

    static Light light(ItemRow item) {
        return item.state() != ItemState.IN_USE ? Light.WAITING : item.pair() == PairStatus.DIFFERENT ? Light.CARE : Light.GOOD;
    }

    /** What an item says, in words where the catalogue speaks in names: {@code 10 WORKDAY} is {@code 10 个工作日}. */
    static String value(String value, Locale locale) {
        return Arrays.stream(value.split(" ", 2)).map(part -> word(part, locale)).collect(Collectors.joining(" "));
    }

    private static String word(String value, Locale locale) {
        if (!NAMES.matcher(value).matches()) {
            return value;
        }
        try {
            return Texts.of(locale, "item.value." + value);
        } catch (MissingResourceException e) {
            return value;
        }
    }

    /** The word for the field of a difference, and what it is about: {@code 材料份数:营业执照}. */
    static String field(String field, Locale locale) {
        int open = field.indexOf('[');
        int close = field.lastIndexOf(']');
        String rule = open < 0 ? field : field.substring(0, open) + field.substring(close + 1);
        String word = Texts.of(locale, "item.field." + rule);
        return open < 0 ? word : word + ": " + field.substring(open + 1, close);
    }
}
