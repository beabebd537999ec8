package cn.tongban.hub.trial;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What became of one test of a bundle.
 *
 * @param subject what was tested: a mapping, a route or a contract
 * @param name of the example or of the test, unique within file and subject
 * @param file where it stands, from {@code line} on
 */
public record TestResult(Kind kind, String subject, String name, String file, int line, long millis, List<Fault> faults) {
    public TestResult {
        faults = List.copyOf(faults);
    }

    /** What carries its tests with itself. */
    public enum Kind {
        GOLDEN,
        ROUTE,
        CONTRACT
    }

    @JsonProperty("passed")
    public boolean passed() {
        return faults.isEmpty();
    }
}
