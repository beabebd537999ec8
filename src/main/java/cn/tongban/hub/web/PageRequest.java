package cn.tongban.hub.web;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which page a caller wants; bound from the query.
 *
 * @param before cursor from the page before; null for the newest
 * @param limit items on the page, at most {@value Page#LARGEST}
 */
public record PageRequest(@Nullable String before, @Nullable Integer limit) {

    /** @throws HubException REQUEST_INVALID if the wanted page is empty or too large */
    int size() {
        int size = limit == null ? Page.DEFAULT_SIZE : limit;
        if (size < 1 || size > Page.LARGEST) {
            throw invalid("limit", "range");
        }
        return size;
    }

    /** What to ask the database for: one more tells whether there is another page. */
    int sizeAndOne() {
        return size() + 1;
    }

    @Nullable UUID beforeId() {
        if (before == null) {
            return null;
        }
        try {
            return UUID.fromString(decoded());
        } catch (IllegalArgumentException e) {
            throw invalid("before", "cursor");
        }
    }

    /** The parts that {@link #cursor} joined; empty for the first page. */
    List<String> beforeParts(int count) {
        if (before == null) {
            return List.of();
        }
        List<String> parts = List.of(decoded().split("\n", -1));
        if (parts.size() != count) {
            throw invalid("before", "cursor");
        }
        return parts;
    }

    private String decoded() {
        try {
            return new String(Base64.getUrlDecoder().decode(before), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid("before", "cursor");
        }
    }

    /** An opaque cursor; its content may change from release to release. */
    static String cursor(Object... parts) {
        String joined = String.join("\n", Arrays.stream(parts).map(Object::toString).toList());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(joined.getBytes(StandardCharsets.UTF_8));
    }

    static HubException invalid(String name, String rule) {
        return new HubException(ErrorCode.REQUEST_INVALID, name, List.of(new Place("/" + name, rule, "")));
    }
}
