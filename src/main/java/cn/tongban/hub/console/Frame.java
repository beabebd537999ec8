package cn.tongban.hub.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands around every page.
 *
 * @param sections of the navigation, only what this person may see
 * @param here the address of the page, for links back to it
 * @param lang value of the page's {@code lang} attribute
 * @param otherLang the language that the switch leads to
 * @param name of who is logged in, null for nobody
 * @param roles in words
 * @param mayRead whether there is anything to be searched for this person
 * @param alerts how many alerts nobody has seen; 0 for who may not see them
 */
record Frame(List<Section> sections, String here, String lang, String otherLang, @Nullable String name, String roles,
        boolean mayRead, long alerts) {
    /** @param key of the heading's text */
    record Section(String key, List<Entry> entries) {}

    /** @param current whether this is the page, or the one above it */
    record Entry(String key, String href, boolean current) {}
}
