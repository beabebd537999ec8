package cn.tongban.hub.console;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** The filters of a list that are in use. They live in the address; nothing personal is ever one of them. */
final class Chips {
    private final String path;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, String> words = new LinkedHashMap<>();

    /**
     * One filter.
     *
     * @param without the address of the list without it
     */
    record Chip(String words, String without) {}

    Chips(String path) {
        this.path = path;
    }

    /** @param value null or empty for a filter that is not in use */
    Chips and(String name, @Nullable String value, String said) {
        if (value != null && !value.isEmpty()) {
            values.put(name, value);
            words.put(name, said);
        }
        return this;
    }

    List<Chip> all() {
        List<Chip> chips = new ArrayList<>();
        words.forEach((name, said) -> chips.add(new Chip(said, address(path, name))));
        return chips;
    }

    /** The list as it is filtered. */
    String address() {
        return address(path, "");
    }

    /** The same list, from {@code last} on backwards. */
    String older(String last) {
        String here = address();
        return here + (here.indexOf('?') < 0 ? '?' : '&') + "before=" + UriUtils.encode(last, StandardCharsets.UTF_8);
    }

    /** The same filters elsewhere: of the file for spreadsheets. */
    String address(String other) {
        return address(other, "");
    }

    private String address(String to, String without) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(to);
        values.forEach((name, value) -> {
            if (!name.equals(without)) {
                address.queryParam(name, "{" + name + "}");
            }
        });
        return address.encode().buildAndExpand(values).toUriString();
    }
}
