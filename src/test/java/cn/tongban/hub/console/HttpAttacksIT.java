package cn.tongban.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.account.Role;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.web.RawHttp;
import cn.tongban.hub.web.RunningHub;
import cn.tongban.hub.web.RunningHub.Answer;
import cn.tongban.hub.web.Visitor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, hosts, headers and message borders that are not what they seem. */
class HttpAttacksIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    private final RawHttp raw = new RawHttp(HUB);

    /** The guards look at the address as it came, the table of handlers at what it means. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/../accounts", "/api/..;/accounts", "/api/v1/..%2f..%2faccounts", "//accounts", "/./accounts",
        "/%61ccounts", "/accounts/", "/accounts;x=1", "/accounts%00", "/accounts.css", "/css/../accounts", "/css/..;/accounts",
        "/login/../accounts", "/login;/../accounts", "/actuator/../accounts", "/in/../accounts", "/services/..;/accounts",
        "/materials/%2e%2e/accounts", "/webjars/..%5caccounts", "/%2561ccounts", "/ACCOUNTS", "/accounts%20", "/accounts%0d%0aX-A:b"})
    void noWayOfWritingAnAddressOpensAPage(String path) {
        String answer = raw.get(path, "");

        assertThat(status(answer)).as(answer).isIn(302, 400, 401, 404);
        assertThat(answer).doesNotContain("<main", "X-A:b\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api;x/v1/tokens", "//api/v1/tokens", "/%61pi/v1/tokens", "/login/../api/v1/tokens", "/API/v1/tokens",
        "/api/v1/%74okens", "/api/v1/tokens/", "/css/..;/api/v1/tokens", "/in/../api/v1/tokens"})
    void noWayOfWritingAnAddressOpensTheApi(String path) {
        assertThat(status(raw.get(path, ""))).isIn(302, 400, 401, 404);
        assertThat(status(raw.get(path, "X-Original-URL: /api/v1/tokens\r\nX-Rewrite-URL: /api/v1/tokens\r\n"))).isIn(302, 400, 401, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/css/", "/js/", "/webjars/", "/webjars/htmx.org/", "/.git/config", "/.env", "/application.yaml",
        "/WEB-INF/web.xml", "/META-INF/MANIFEST.MF", "/css/../application.yaml", "/css/%2e%2e/application.yaml", "/webjars/../i18n/messages.properties",
        "/actuator", "/actuator/env", "/actuator/heapdump", "/actuator/loggers", "/actuator/mappings", "/actuator/beans",
        "/v3/api-docs", "/swagger-ui/index.html", "/h2-console", "/error", "/console", "/manager/html", "/api/v1/openapi.json"})
    void nothingIsServedThatNobodyMeantToServe(String path) {
        String answer = raw.get(path, "");

        assertThat(status(answer)).as(answer).isIn(302, 400, 401, 404);
        assertThat(answer).doesNotContain("Index of", "hub:\n", "[core]");
    }

    @Test
    void headersOfAProxyCountFromTheProxyOnly() {
        String forwarded = "X-Forwarded-Proto: https\r\nX-Forwarded-For: 203.0.113.1\r\n";

        assertThat(raw.get("/login", forwarded)).contains("Strict-Transport-Security: max-age=31536000; includeSubDomains",
                "Set-Cookie: __Host-hub-csrf=");
        assertThat(new RawHttp(HUB, "127.0.0.2").get("/login", forwarded)).contains("Set-Cookie: hub-csrf=")
                .doesNotContain("Strict-Transport-Security", "__Host-");
    }

    @Test
    void overTlsEachCookieIsSecureAndBoundToThisHost() {
        Visitor visitor = new Visitor(HUB).with("X-Forwarded-Proto", "https");
        String login = Visitor.account(HUB, Role.MONITOR);
        Answer door = visitor.get("/login");
        String csrf = cookie(door, "__Host-hub-csrf");
        Visitor sender = new Visitor(HUB).with("X-Forwarded-Proto", "https").with("Cookie", csrf.split(";")[0]);

        String token = door.raw().body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
        Answer in = sender.postWithout("/login", Map.of("login", login, "password", Visitor.PASSWORD, "_csrf", token));
        Answer language = sender.postWithout("/login/language", Map.of("lang", "en", "_csrf", token));

        assertThat(List.of(csrf, cookie(in, "__Host-hub-session"), cookie(language, "__Host-hub-lang"))).allSatisfy(one ->
                assertThat(one).contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax").doesNotContain("Domain"));
        assertThat(in.header("Strict-Transport-Security")).isNotEmpty();
    }

    @Test
    void aForeignHostIsInNoAnswer() {
        for (String path : List.of("/", "/login", "/accounts", "/nothing", "/login?to=/items")) {
            String answer = raw.send("GET " + path + " HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n"
                    + "Forwarded: host=evil.example\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(path).startsWith("HTTP/1.1 ").doesNotContain("evil.example");
        }
    }

    @Test
    void noOtherSiteMayReadAnything() {
        String origin = "Origin: https://evil.example\r\n";
        String preflight = "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: authorization\r\n";
        for (String path : List.of("/", "/login", "/session", "/api/v1/tokens", "/css/hub.css", "/actuator/health/liveness", "/login/again")) {
            assertThat(raw.get(path, origin)).as(path).doesNotContainIgnoringCase("access-control-allow");
            assertThat(raw.send("OPTIONS " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + origin + preflight + "\r\n"))
                    .as("preflight " + path).doesNotContainIgnoringCase("access-control-allow");
        }
    }

    @Test
    void everyAnswerCarriesThePolicyAndSaysWhatItIs() {
        Visitor visitor = Visitor.as(HUB, Role.MONITOR, Role.ENGINEER);
        for (String path : List.of("/", "/login", "/messages", "/nothing", "/messages/none", "/css/hub.css", "/js/hub.js", "/icon.svg",
                "/webjars/htmx.org/dist/htmx.min.js", "/items/unification.csv", "/session", "/api/v1/tokens", "/in/none", "/actuator/prometheus")) {
            Answer answer = visitor.get(path);
            assertThat(answer.header("Content-Security-Policy")).as(path)
                    .contains("default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'")
                    .doesNotContain("unsafe", "*", "http:");
            assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            assertThat(answer.header("X-Frame-Options")).as(path).isEqualTo("DENY");
            assertThat(answer.header("Referrer-Policy")).as(path).isEqualTo("no-referrer");
            String type = answer.header("Content-Type");
            boolean body = !answer.raw().body().isEmpty();
            assertThat(!body || type.startsWith("application/") && type.contains("json") || type.startsWith("image/svg+xml")
                    || type.toLowerCase().contains("charset=utf-8")).as(path + ": " + type).isTrue();
            assertThat(answer.header("Server") + answer.header("X-Powered-By")).as(path).isEmpty();
        }
    }

    @Test
    void traceAndUnknownVerbsTellNothing() {
        for (String verb : List.of("TRACE", "TRACK", "CONNECT", "PROPFIND", "DEBUG", "get")) {
            for (String path : List.of("/", "/login", "/api/v1/tokens")) {
                String answer = raw.send(verb + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Secret: abc123\r\nConnection: close\r\n\r\n");
                assertThat(status(answer)).as(verb + ' ' + path).isBetween(300, 501);
                assertThat(answer).doesNotContain("abc123");
            }
        }
    }

    /** Two measures of one body: one request is read, nothing behind it, and the connection ends. */
    @ParameterizedTest
    @ValueSource(strings = {
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
        "Content-Length: 0\r\nContent-Length: 40\r\n\r\n",
        "Content-Length: 0, 40\r\n\r\n",
        "Content-Length: +0\r\n\r\n",
        "Content-Length: 0x0\r\n\r\n",
        "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n",
        "X: a\r\n Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n0;a=\"\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n"})
    void noSecondRequestIsSmuggledBehindABody(String headersAndBody) {
        String hidden = "GET /actuator/health/liveness HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";

        String answers = raw.send("POST /session HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headersAndBody + hidden);

        // What is left over may be refused as no request, and ends the connection; it is never answered.
        String[] parts = answers.split("HTTP/1\\.1 ", -1);
        assertThat(parts).as(answers).hasSizeBetween(2, 3);
        assertThat(parts.length == 2 || parts[2].startsWith("400 ")).as(answers).isTrue();
        assertThat(answers).doesNotContain("\"UP\"");
    }

    @Test
    void aHeadThatIsTooLargeOrBrokenIsRefusedInOneWord() {
        String long20k = "a".repeat(20_000);
        for (String answer : List.of(raw.get("/login?x=" + long20k, ""), raw.get("/login", "X: " + long20k + "\r\n"),
                raw.get("/login", "Cookie: hub-session=" + long20k + "\r\n"), raw.send("nonsense\r\n\r\n"),
                raw.send("GET /login HTTP/1.1\r\n\r\n"), raw.send("GET /login HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"))) {
            assertThat(status(answer)).as(answer).isIn(400, 414, 431);
            assertThat(answer).doesNotContain("Exception", "at org.", "Tomcat");
        }
    }

    /** Bearer tokens have no other way in; a cookie with one is none. */
    @Test
    void aTokenComesInItsHeaderOnly() {
        String token = HUB.token(Scope.READ);

        assertThat(status(raw.get("/api/v1/status?token=" + token + "&access_token=" + token, ""))).isEqualTo(401);
        assertThat(status(raw.get("/api/v1/status", "Cookie: hub-session=" + token + "; token=" + token + "\r\n"))).isEqualTo(401);
        assertThat(status(raw.get("/api/v1/status", "Authorization: Basic " + token + "\r\n"))).isEqualTo(401);
        assertThat(status(raw.get("/api/v1/status", "X-Api-Key: " + token + "\r\n"))).isEqualTo(401);
        assertThat(status(raw.get("/api/v1/status", "Authorization: Bearer " + token + "\r\n"))).isEqualTo(200);
    }

    private static String cookie(Answer answer, String name) {
        return answer.raw().headers().allValues("Set-Cookie").stream().filter(one -> one.startsWith(name + "=")).findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + answer.raw().headers().map()));
    }

    private static int status(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 ");
        return Integer.parseInt(answer.substring(9, 12));
    }
}
