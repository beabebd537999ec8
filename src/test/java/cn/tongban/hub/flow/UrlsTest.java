package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.hub.support.HubException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlsTest {
    private static final Instant NOW = Instant.parse("2026-03-16T01:30:00Z");

    @ParameterizedTest
    @CsvSource(value = {
        "P-1|P-1", "a/b|a%2Fb", "a?b=c|a%3Fb%3Dc", "a#b|a%23b", "../x|..%2Fx", "办件|%E5%8A%9E%E4%BB%B6", "$1|%241",
        "%2e%2e|%252e%252e"
    }, delimiter = '|')
    void aValueStaysInItsSegment(String value, String encoded) {
        UrlTemplate template = new UrlTemplate("http://host/cases/{caseNo}/x");

        assertThat(template.expand(name -> value)).isEqualTo(URI.create("http://host/cases/" + encoded + "/x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void aValueThatWouldChangeThePathIsRefused(String value) {
        UrlTemplate template = new UrlTemplate("http://host/cases/{caseNo}");

        assertThatThrownBy(() -> template.expand(name -> value)).isInstanceOf(HubException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "http://host:80/a,true", "http://HOST/a/b,true", "http://host/a?x=y,true",
        "http://host/ab,false", "http://host/,false", "http://host/a/../b,false", "http://host:81/a,false",
        "https://host/a,false", "http://host.evil/a,false", "http://user@host/a,false", "ftp://host/a,false",
    })
    void onlyTheConnectorsOwnAddressesAreAllowed(URI uri, boolean allowed) {
        assertThat(Origins.of(List.of("http://host/a/", "app-id")).allow(uri)).isEqualTo(allowed);
    }

    @Test
    void aTraceIsTakenOverOnlyWhenWellFormed() {
        String good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        assertThat(Trace.accept(good, null)).hasToString(good);
        assertThat(Trace.accept(good, null).next()).startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-").isNotEqualTo(good);
        for (String bad : List.of("", "x", good.toUpperCase(Locale.ROOT), good + "-1", good.replace("4bf92f3577b34da6a3ce929d0e0e4736",
                "0".repeat(32)), good.replace("00f067aa0ba902b7", "0".repeat(16)), good.replace("00-4", "01-4"))) {
            assertThat(Trace.accept(bad, null).traceId()).matches("[0-9a-f]{32}").isNotEqualTo(good.substring(3, 35));
        }
        assertThat(Trace.accept(null, "ab".repeat(16)).traceId()).isEqualTo("ab".repeat(16));
        assertThat(Trace.of(UUID.fromString("0195a2b4-0000-7000-8000-000000000001")).traceId())
                .isEqualTo("0195a2b4000070008000000000000001");
    }

    @ParameterizedTest
    @CsvSource(value = {
        "7|PT7S", "0|PT0S", "999999999|P1D", "Mon, 16 Mar 2026 01:31:00 GMT|PT1M", "Sun, 15 Mar 2026 01:30:00 GMT|PT0S",
    }, delimiter = '|')
    void readsRetryAfter(String header, Duration wait) {
        assertThat(RetryAfter.parse(header, NOW)).contains(wait);
        assertThat(RetryAfter.parse("soon", NOW)).isEmpty();
        assertThat(RetryAfter.parse(null, NOW)).isEmpty();
    }
}
