package cn.tongban.hub.web;

import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.clock.ClockLight;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which cases somebody wants to see; empty fields mean any.
 *
 * @param origin connector of the desk that took it in
 * @param handler connector of the side that decides
 * @param light cases on their way whose clock shows this, soonest deadline first
 * @param sort due for the soonest deadline first: only cases on their way that have a clock
 */
public record CaseListQuery(
        @Nullable CaseState state,
        @Nullable String origin,
        @Nullable String handler,
        @Schema(allowableValues = {"green", "yellow", "red"}) @Nullable String light,
        @Schema(allowableValues = {"newest", "due"}) @Nullable String sort) {

    public CaseListQuery {
        origin = blank(origin);
        handler = blank(handler);
        light = blank(light);
        sort = blank(sort);
    }

    private static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** @throws cn.tongban.hub.support.HubException REQUEST_INVALID for a word that is none of the known ones */
    boolean isByDue() {
        if (sort != null && !sort.equals("newest") && !sort.equals("due")) {
            throw PageRequest.invalid("sort", "one of newest, due");
        }
        return wantedLight() != null || "due".equals(sort);
    }

    @Nullable ClockLight wantedLight() {
        if (light == null) {
            return null;
        }
        return Arrays.stream(ClockLight.values())
                .filter(one -> one.name().equals(light.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> PageRequest.invalid("light", "one of green, yellow, red"));
    }
}
