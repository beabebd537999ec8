package cn.tongban.hub.mapping;

import java.util.List;

/**
 * What became of one golden example.
 *
 * @param mapping for example {@code city-window/case-submission-to-canonical}
 * @param example name of the case, for example {@code typical}
 * @param file the file that states what was expected
 * @param faults empty when the mapping does what the example says; each a readable line
 */
public record GoldenResult(String mapping, String example, String file, List<String> faults) {
    public boolean passed() {
        return faults.isEmpty();
    }
}
