package cn.tongban.hub.mapping;

import java.util.ArrayList;
import java.util.List;

/**
 * What a mapping may make of a personal value and that still says as much: an address without its regions, a number
 * without the country's. Whoever hides the value hides these too.
 */
public final class PersonalVariants {
    private static final String COUNTRY = "+86";
    private static final int SHORTEST = 2;

    private PersonalVariants() {}

    /** The value itself first. */
    public static List<String> of(String value) {
        List<String> variants = new ArrayList<>(List.of(value));
        String rest = AddressParts.of(value).rest();
        if (rest.length() >= SHORTEST && rest.length() < value.length()) {
            variants.add(rest);
        }
        if (value.startsWith(COUNTRY) && value.length() >= COUNTRY.length() + SHORTEST) {
            variants.add(value.substring(COUNTRY.length()));
        }
        return variants;
    }
}
