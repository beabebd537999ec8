package cn.tongban.hub.flow;

import cn.tongban.hub.mapping.PersonalFields;
import cn.tongban.hub.mapping.PersonalVariants;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes personal data out of a partner's own words before they become a reason that screens and exports show: every
 * personal value of the message itself, and anything that looks like a number of a person.
 */
final class Scrubber {
    private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z]*[0-9]{6,}[0-9A-Za-z]*");
    private static final int MAX_REASON = 200;

    private Scrubber() {}

    static String scrub(String words, PersonalFields personal, String document, JsonNode canonical) {
        List<String> values = new ArrayList<>();
        differing(canonical, personal.masked(document, canonical), values);
        values.sort(Comparator.comparingInt(String::length).reversed());
        String clean = words.strip();
        for (String value : values) {
            clean = clean.replace(value, "***");
        }
        return numbers(clean);
    }

    /** The same of words that belong to no message: whatever looks like the number of a person. */
    static String numbers(String words) {
        String clean = NUMBER.matcher(words.strip()).replaceAll("***").replaceAll("\\p{Cntrl}+", " ");
        return clean.length() > MAX_REASON ? clean.substring(0, MAX_REASON) : clean;
    }

    /** The texts that masking changes are the personal ones. */
    private static void differing(JsonNode plain, JsonNode masked, List<String> values) {
        if (plain.isContainerNode()) {
            plain.fields().forEachRemaining(field ->
                    differing(field.getValue(), masked.path(field.getKey()), values));
            for (int i = 0; plain.isArray() && i < plain.size(); i++) {
                differing(plain.get(i), masked.path(i), values);
            }
        } else if (!plain.equals(masked) && plain.asText().length() > 1) {
            values.addAll(PersonalVariants.of(plain.asText()));
        }
    }
}
