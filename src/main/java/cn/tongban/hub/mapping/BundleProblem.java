package cn.tongban.hub.mapping;

import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;

/**
 * Something wrong in a file of the bundle.
 *
 * @param line 1 for the first line
 * @param column 1 for the first character
 * @param rule stable short name, for example {@code impure-function}
 * @param message an English sentence
 */
public record BundleProblem(String file, int line, int column, String rule, String message) {
    /** From an error whose place reads {@code file:line:column}. */
    static BundleProblem of(String file, HubException e) {
        if (e.places().isEmpty()) {
            return new BundleProblem(file, 1, 1, "file", e.subject());
        }
        Place place = e.places().get(0);
        String[] at = place.pointer().split(":");
        return new BundleProblem(file, Integer.parseInt(at[1]), Integer.parseInt(at[2]), place.rule(), place.detail());
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + rule + " " + message;
    }
}
