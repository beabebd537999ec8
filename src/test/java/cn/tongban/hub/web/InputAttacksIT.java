package cn.tongban.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.account.Role;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.web.Mappings.Mapped;
import cn.tongban.hub.web.RunningHub.Answer;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that no honest client sends, at every call and page that the hub has. */
class InputAttacksIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    private static final List<String> HOSTILE = List.of("\u0000", "a\r\nWARN forged line", "'; drop table account; --", "' or '1'='1",
        "${jndi:ldap://127.0.0.1/a}", "#{7*7}", "%s%n%x", "{0}{99}", "../../../../etc/passwd", "\ud800", "\u202e\u0007", "-1", "NaN",
        "9223372036854775808", "1e999", "a".repeat(3000), "*)(uid=*", "<script>alert(1)</script>", "$(id)", "(a+)+$", "\uff07 or 1=1");
    private static final String[] INSIDE = {"Exception", "at cn.tongban", "at org.", "org.postgresql", "SQLState", "java.lang", "\tat "};

    @Test
    void noParameterBreaksACallOfTheApi() {
        String token = HUB.token(Scope.values());
        SoftAssertions checks = new SoftAssertions();
        try (CapturedLog log = new CapturedLog()) {
            for (Mapped one : Mappings.api(HUB)) {
                if (one.verb().equals("GET") && !one.pattern().endsWith("/diagnostics")) {
                    for (String query : queries(one)) {
                        Answer answer = HUB.send(HUB.request(one.path() + query, token).header("Accept", one.produces()).GET());
                        harmless(checks, one + query, answer);
                    }
                }
            }
            clean(checks, log);
        }
        checks.assertAll();
    }

    @Test
    void noParameterBreaksAPage() {
        SoftAssertions checks = new SoftAssertions();
        for (Role role : List.of(Role.MONITOR, Role.SECURITY_ADMIN, Role.AUDITOR)) {
            Visitor visitor = Visitor.as(HUB, role);
            try (CapturedLog log = new CapturedLog()) {
                for (Mapped one : Mappings.console(HUB)) {
                    boolean theirs = one.scope().filter(Role.scopes(java.util.Set.of(role))::contains).isPresent();
                    if (theirs && one.verb().equals("GET")) {
                        queries(one).forEach(query -> harmless(checks, one + query, visitor.get(one.path() + query)));
                    } else if (theirs) {
                        forms(one).forEach(form -> harmless(checks, one + " " + form, visitor.post(one.path(), form)));
                    }
                }
                clean(checks, log);
            }
        }
        checks.assertAll();
    }

    @Test
    void noValueInAPathBreaksAnything() {
        String token = HUB.token(Scope.values());
        Visitor visitor = Visitor.as(HUB, Role.MONITOR, Role.ENGINEER);
        SoftAssertions checks = new SoftAssertions();
        for (Mapped one : Mappings.all(HUB).filter(m -> m.verb().equals("GET") && m.pattern().contains("{")
                && !m.pattern().startsWith("/materials/")).toList()) {
            for (String value : HOSTILE) {
                String path = one.pattern().replaceAll("\\{[^}]+}", java.util.regex.Matcher.quoteReplacement(encode(value)));
                Answer answer = one.pattern().startsWith("/api/") ? HUB.get(path, token) : visitor.get(path);
                harmless(checks, path, answer);
            }
        }
        checks.assertAll();
    }

    @Test
    void aFieldThatNobodyAskedForIsRefusedByEveryCall() {
        String token = HUB.token(Scope.values());
        SoftAssertions checks = new SoftAssertions();
        List<Mapped> readers = Mappings.api(HUB).stream().filter(Mapped::readsRecord).toList();

        assertThat(readers).hasSizeGreaterThan(20);
        for (Mapped one : readers) {
            Answer answer = HUB.send(HUB.request(one.path(), token).header("Content-Type", "application/json").method(one.verb(),
                    HttpRequest.BodyPublishers.ofString("{\"createdByAdmin\":true,\"__proto__\":{\"admin\":true}}")));
            checks.assertThat(answer.status()).as(one.toString()).isEqualTo(400);
            checks.assertThat(answer.raw().body()).as(one.toString()).contains("createdByAdmin");
        }
        checks.assertAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":\"a\",\"scopes\":[\"read\"],\"scopes\":[\"admin\"]}", "{\"name\":\"a\",\"scopes\":[\"read\"]} {}",
        "{\"name\":\"a\",\"scopes\":[\"read\"]}x", "[]", "null", "1", "\"x\"", "", "{\"name\":{\"a\":1},\"scopes\":[\"read\"]}",
        "{\"name\":\"a\",\"scopes\":\"read\"}", "{'name':'a'}", "{\"name\":\"a\\u0000b\",\"scopes\":[\"read\"]}", "\ufeff{\"name\":\"a\",\"scopes\":[\"\"]}",
        "{\"@class\":\"java.lang.ProcessBuilder\",\"name\":\"a\"}", "<a/>", "{\"name\":\"a\",\"scopes\":[\"read\"],\"expiresAt\":1e400}"})
    void whatIsNotExactlyTheDocumentIsRefused(String body) {
        Answer answer = HUB.post("/api/v1/tokens", HUB.token(Scope.ADMIN), body);

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(400);
        assertThat(answer.raw().body()).doesNotContain(INSIDE);
        assertThat(HUB.pg().jdbc().sql("select count(*) from api_token where name <> 'tester'").query(Integer.class).single()).isZero();
    }

    @Test
    void whatIsTooDeepOrTooLongIsRefusedBeforeItIsWhole() {
        String admin = HUB.token(Scope.ADMIN);

        Answer deep = HUB.post("/api/v1/tokens", admin, "[".repeat(50_000));
        Answer large = HUB.post("/api/v1/tokens", admin, "{\"name\":\"" + "a".repeat(3 << 20) + "\",\"scopes\":[\"read\"]}");
        Answer many = HUB.post("/api/v1/tokens", admin, "{\"name\":\"a\",\"scopes\":[" + "\"read\",".repeat(400_000) + "\"read\"]}");

        assertThat(deep.status()).isEqualTo(400);
        assertThat(large.json().get("code").asText()).isEqualTo("body-too-large");
        assertThat(many.json().get("code").asText()).isEqualTo("body-too-large");
        assertThat(Visitor.as(HUB, Role.MONITOR).post("/search", Map.of("q", "a".repeat(200_000))).status()).isLessThan(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a",
        "application/x-java-serialized-object", "application/yaml", "text/json"})
    void anotherKindOfBodyIsRefused(String type) {
        Answer answer = HUB.send(HUB.request("/api/v1/tokens", HUB.token(Scope.ADMIN)).header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"a\",\"scopes\":[\"read\"]}")));

        assertThat(answer.status()).isEqualTo(415);
    }

    private static List<String> queries(Mapped one) {
        return HOSTILE.stream().map(value -> one.parameters().stream().map(name -> name + '=' + encode(value))
                .collect(Collectors.joining("&", "?", ""))).filter(query -> query.length() > 1 && query.length() < 12_000).toList();
    }

    private static List<Map<String, String>> forms(Mapped one) {
        return HOSTILE.stream().map(value -> one.parameters().stream().collect(Collectors.toMap(name -> name, name -> value))).toList();
    }

    private static void harmless(SoftAssertions checks, String what, Answer answer) {
        checks.assertThat(answer.status()).as(what).isLessThan(500).isNotEqualTo(401);
        checks.assertThat(answer.raw().body()).as(what).doesNotContain(INSIDE).doesNotContain("root:x:");
        if (answer.header("Content-Type").startsWith("text/html")) {
            checks.assertThat(answer.raw().body()).as(what).doesNotContain("<script>alert(1)");
        }
        checks.assertThat(answer.raw().headers().map().toString()).as(what).doesNotContain("forged");
    }

    /** A line break that somebody sent begins no line of the log, and a defect would be there as an error. */
    private static void clean(SoftAssertions checks, CapturedLog log) {
        checks.assertThat(log.events()).noneMatch(event -> event.contains("\nWARN forged") || event.contains("\rWARN forged"))
                .noneMatch(event -> event.contains("A page failed") || event.contains("An API request failed"));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
