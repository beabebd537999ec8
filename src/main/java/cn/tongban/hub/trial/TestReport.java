package cn.tongban.hub.trial;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What became of all tests of a bundle.
 *
 * @param bundle digest of what was tested
 * @param results golden examples by mapping, then routes, then contracts
 */
public record TestReport(String bundle, List<TestResult> results) {
    public TestReport {
        results = List.copyOf(results);
    }

    public List<TestResult> failures() {
        return results.stream().filter(result -> !result.passed()).toList();
    }

    @JsonProperty("passed")
    public boolean passed() {
        return failures().isEmpty();
    }
}
