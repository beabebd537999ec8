package cn.tongban.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.security.Scope;
import cn.tongban.hub.security.Tokens;
import cn.tongban.hub.web.RunningHub.Answer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiSecurityIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    private static final Map<String, Object> NEW_TOKEN = Map.of("name", "monitor", "scopes", List.of("read"));

    @Test
    void theFirstTokenLiesInTheDataFolderForItsOwnerOnly() throws IOException {
        var file = HUB.data().resolve("admin.token");

        assertThat(Files.readString(file)).matches("hub_[A-Za-z0-9_-]{43}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "hub_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void withoutAGoodTokenNobodyComesIn(String token) {
        Answer answer = HUB.get("/api/v1/tokens", token);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("code").asText()).isEqualTo("token-missing");
        assertThat(answer.json().get("detail").asText()).contains("令牌");
    }

    @Test
    void aTokenInTheAddressIsNotRead() {
        String token = HUB.token(Scope.ADMIN);

        assertThat(HUB.get("/api/v1/tokens?access_token=" + token, "").status()).isEqualTo(401);
    }

    @Test
    void expiredAndRevokedTokensOpenNothing() {
        Tokens tokens = HUB.bean(Tokens.class);
        String expired = tokens.issue("old", Set.of(Scope.ADMIN), Instant.EPOCH, "test").text();
        var revoked = tokens.issue("gone", Set.of(Scope.ADMIN), null, "test");
        tokens.revoke(revoked.token().id());

        assertThat(HUB.get("/api/v1/tokens", expired).status()).isEqualTo(401);
        assertThat(HUB.get("/api/v1/tokens", revoked.text()).status()).isEqualTo(401);
    }

    @Test
    void aScopeDoesNotImplyAnother() {
        Answer answer = HUB.get("/api/v1/tokens", HUB.token(Scope.READ, Scope.OPERATE, Scope.READ_PERSONAL));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().get("detailEn").asText()).contains("admin");
    }

    @Test
    void anIssuedTokenWorksAndOnlyItsDigestIsStored() {
        Answer made = HUB.post("/api/v1/tokens", HUB.token(Scope.ADMIN), NEW_TOKEN);
        String text = made.json().get("token").asText();

        assertThat(made.status()).isEqualTo(201);
        assertThat(HUB.get("/api/v1/tokens", text).status()).isEqualTo(403);
        assertThat(HUB.pg().jdbc().sql("select count(*) from api_token where api_token::text like '%' || :text || '%'")
                        .param("text", text.substring(4))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void eachChangeIsInTheAuditRecordWithItsActor() {
        String admin = HUB.token(Scope.ADMIN, Scope.AUDIT);
        Answer made = HUB.post("/api/v1/tokens", admin, NEW_TOKEN);
        String id = made.json().at("/info/id").asText();

        HUB.post("/api/v1/tokens/" + id + "/revoke", admin, "");

        Answer audit = HUB.get("/api/v1/audit-events?limit=1", admin);
        assertThat(audit.json().at("/items/0/action").asText()).isEqualTo("token.revoke");
        assertThat(audit.json().at("/items/0/actor").asText()).isEqualTo("tester");
        Answer older = HUB.get("/api/v1/audit-events?limit=1&before=" + audit.json().get("next").asText(), admin);
        assertThat(older.json().at("/items/0/action").asText()).isEqualTo("token.issue");
        assertThat(older.json().get("next").isNull()).isTrue();
    }

    @Test
    void badRequestsNameTheirPlace() {
        String admin = HUB.token(Scope.ADMIN, Scope.AUDIT);

        assertPlace(HUB.get("/api/v1/audit-events?limit=201", admin), "/limit");
        assertPlace(HUB.get("/api/v1/audit-events?limit=many", admin), "/limit");
        assertPlace(HUB.get("/api/v1/audit-events?before=!", admin), "/before");
        assertPlace(HUB.post("/api/v1/tokens", admin, Map.of("name", "x", "scopes", List.of("all"))), "/scopes");
        assertPlace(HUB.post("/api/v1/tokens", admin, Map.of("name", "x", "scope", List.of("read"))), "/scope");
        assertThat(HUB.post("/api/v1/tokens", admin, "{").json().get("code").asText()).isEqualTo("body-not-json");
        assertThat(HUB.get("/api/v1/nothing", admin).json().get("code").asText()).isEqualTo("not-found");
        assertThat(HUB.send(HUB.request("/api/v1/tokens", admin).DELETE()).json().get("code").asText())
                .isEqualTo("method-not-allowed");
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() {
        for (String path : List.of("/api/v1/tokens", "/nothing", "/actuator/health/liveness")) {
            Answer answer = HUB.get(path, "");
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Cache-Control")).contains("no-store");
        }
    }

    @Test
    void aBodyOfAnotherTypeIsRefused() {
        Answer answer = HUB.send(HUB.request("/api/v1/tokens", HUB.token(Scope.ADMIN))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("name=x")));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().get("code").asText()).isEqualTo("content-type-unsupported");
    }

    private static void assertPlace(Answer answer, String pointer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/places/0/pointer").asText()).isEqualTo(pointer);
    }
}
