package cn.tongban.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdFilterTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void takesTheCallersTrace() {
        assertThat(TraceIdFilter.traceId("00-" + TRACE + "-00f067aa0ba902b7-01")).isEqualTo(TRACE);
        assertThat(TraceIdFilter.traceId(null)).matches("[0-9a-f]{32}");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "",
        "00-" + TRACE,
        "ff-" + TRACE + "-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-" + TRACE + "\n-00f067aa0ba902b7-01"
    })
    void makesItsOwnWhenTheCallersIsMalformed(String traceparent) {
        assertThat(TraceIdFilter.traceId(traceparent)).matches("[0-9a-f]{32}").isNotEqualTo(TRACE);
    }
}
