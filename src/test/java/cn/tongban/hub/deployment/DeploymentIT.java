package cn.tongban.hub.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.release.BundleArchive;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.security.Tokens;
import cn.tongban.hub.web.RunningHub;
import cn.tongban.hub.web.RunningHub.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class DeploymentIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    private static final String FLOW = "routes/case-intake/flow.yaml";
    private static final BundleFiles FIRST = BundleFiles.fromClassPath();

    private String token = "";

    @BeforeEach
    void theFirstBundleIsAtWork() {
        token = HUB.token(Scope.READ, Scope.DEPLOY);
        HUB.bean(BundleShelf.class).put(FIRST, "test");
        HUB.bean(Deployments.class).deploy(FIRST.digest(), "test", "begin", null);
    }

    @AfterEach
    void andAgain() {
        HUB.bean(Deployments.class).deploy(FIRST.digest(), "test", "end", null);
    }

    @Test
    void aBundleIsBroughtDeployedShownAndRolledBack() {
        BundleFiles next = changed("zh: 二", "en: two");
        Answer kept = bring(next, "2026.11.2");
        assertThat(kept.status()).as(kept.raw().body()).isEqualTo(201);
        assertThat(kept.json().path("tests").asInt()).isGreaterThan(100);
        assertThat(kept.json().at("/bundle/active").asBoolean()).isFalse();
        JsonNode changes = HUB.get("/api/v1/bundles/2026.11.2/changes", token).json();
        assertThat(changes.findValuesAsText("path")).containsExactly(FLOW);
        assertThat(changes.get(0).path("diff").toString()).contains("二");

        JsonNode deployed = deploy("2026.11.2", FIRST.digest(), "a better name").json();

        assertThat(deployed.path("state").asText()).isEqualTo("active");
        assertThat(HUB.get("/api/v1/bundles/" + next.digest().substring(0, 10), token).json().path("active").asBoolean())
                .isTrue();
        await().untilAsserted(() -> assertThat(HUB.get("/api/v1/deployments/current", token).json().at("/nodes/0/digest")
                .asText()).isEqualTo(next.digest()));
        JsonNode back = rollback(next.digest(), null).json();
        assertThat(back.path("digest").asText()).isEqualTo(FIRST.digest());
        List<JsonNode> history = list(HUB.get("/api/v1/deployments", token).json());
        assertThat(history).extracting(d -> d.path("kind").asText() + " " + d.path("state").asText() + " "
                        + d.path("askedBy").asText() + " " + d.path("reason").asText())
                .startsWith("rollback active tester too early", "deploy replaced tester a better name");
        assertThat(history.get(1).path("label").asText()).isEqualTo("2026.11.2");
    }

    @Test
    void aBundleThatFailsItsChecksOrItsTestsIsNotKept() {
        Answer wrong = bring(FIRST.with(file("routes/case-intake/case-intake.record.camel.yaml", "- route: {}")), "");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().path("code").asText()).isEqualTo("bundle-invalid");
        assertThat(wrong.json().path("places").findValuesAsText("pointer"))
                .anyMatch(place -> place.startsWith("routes/case-intake/case-intake.record.camel.yaml:"));

        String golden = "mappings/city-window/golden/case-submission-to-canonical/minimal.out.json";
        Answer failing = bring(FIRST.with(file(golden, "{}")), "");

        assertThat(failing.status()).isEqualTo(422);
        assertThat(failing.json().path("places").findValuesAsText("rule")).contains("test");
        assertThat(HUB.get("/api/v1/bundles", token).json()).hasSize(1);
    }

    @Test
    void whoHasSeenAnotherBundleActiveChangesNothing() {
        BundleFiles mine = changed("zh: 我", "en: mine");
        BundleFiles theirs = changed("zh: 他", "en: theirs");
        bring(mine, "");
        bring(theirs, "");
        deploy(theirs.digest(), FIRST.digest(), "first come");

        Answer late = deploy(mine.digest(), FIRST.digest(), "did not look");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().path("code").asText()).isEqualTo("bundle-moved-on");
        assertThat(rollback(FIRST.digest(), null).status()).isEqualTo(409);
        assertThat(HUB.get("/api/v1/deployments/current", token).json().at("/deployment/digest").asText())
                .isEqualTo(theirs.digest());
    }

    @Test
    void whatDoesNotStartChangesNothing() {
        // The checks cannot know that a secret is missing on this machine; here it is a name that is no file name.
        Answer unknown = deploy("no-such-label", FIRST.digest(), "x");
        assertThat(unknown.json().path("code").asText()).isEqualTo("bundle-unknown");
        assertThat(deploy(FIRST.digest(), FIRST.digest(), " ").json().path("code").asText()).isEqualTo("reason-missing");
        assertThat(rollback(FIRST.digest(), null).status()).isEqualTo(409);
        String reader = HUB.token(Scope.READ);
        assertThat(HUB.post("/api/v1/bundles/" + FIRST.digest() + "/deploy", reader, Map.of("reason", "x")).status())
                .isEqualTo(403);
        assertThat(bring("x", "application/json").status()).isEqualTo(415);
        assertThat(bring("x", "application/zip").json().path("code").asText()).isEqualTo("bundle-invalid");
    }

    @Test
    void aSecondPersonApprovesOrRejects() {
        Deployments strict = new Deployments(HUB.bean(DeploymentRepository.class), HUB.bean(BundleShelf.class),
                HUB.bean(NodeRunner.class), new TransactionTemplate(HUB.bean(PlatformTransactionManager.class)),
                new DeploymentProperties(true, Duration.ofMinutes(5), 0.2, 20, "", ""), HUB.bean(Clock.class));
        BundleFiles next = changed("zh: 双", "en: both");
        bring(next, "");
        long no = strict.deploy(next.digest(), "li", "needed", FIRST.digest()).no();
        assertThat(strict.active().orElseThrow().digest()).isEqualTo(FIRST.digest());

        String li = HUB.bean(Tokens.class).issue("li", Set.of(Scope.APPROVE), null, "test").text();
        String wang = HUB.bean(Tokens.class).issue("wang", Set.of(Scope.READ, Scope.APPROVE), null, "test").text();
        Map<String, String> words = Map.of("reason", "read it");
        assertThat(HUB.post("/api/v1/deployments/" + no + "/approve", li, words).json().path("code").asText())
                .isEqualTo("approval-by-same-person");
        assertThat(HUB.post("/api/v1/deployments/" + no + "/approve", token, words).status()).isEqualTo(403);
        JsonNode approved = HUB.post("/api/v1/deployments/" + no + "/approve", wang, words).json();

        assertThat(approved.path("state").asText()).isEqualTo("active");
        assertThat(approved.path("decidedBy").asText()).isEqualTo("wang");
        assertThat(HUB.post("/api/v1/deployments/" + no + "/approve", wang, words).status()).isEqualTo(409);
        long other = strict.deploy(FIRST.digest(), "li", "back by deploying", next.digest()).no();
        assertThat(HUB.post("/api/v1/deployments/" + other + "/reject", wang, words).json().path("state").asText())
                .isEqualTo("rejected");
        assertThat(strict.active().orElseThrow().digest()).isEqualTo(next.digest());
    }

    private static BundleFiles changed(String zh, String en) {
        return FIRST.with(file(FLOW, "name: {" + zh + ", " + en + "}\n"));
    }

    private static BundleFiles file(String path, String text) {
        return BundleFiles.of(Map.of(path, text.getBytes(StandardCharsets.UTF_8)));
    }

    private Answer bring(BundleFiles files, String label) {
        return HUB.send(HUB.request("/api/v1/bundles?label=" + label, token).header("Content-Type", "application/zip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(BundleArchive.pack(files))));
    }

    private Answer bring(String body, String type) {
        return HUB.send(HUB.request("/api/v1/bundles", token).header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private Answer deploy(String name, String replaces, String reason) {
        return HUB.post("/api/v1/bundles/" + name + "/deploy", token, Map.of("replaces", replaces, "reason", reason));
    }

    private Answer rollback(String from, String to) {
        Map<String, String> order = new HashMap<>(Map.of("reason", "too early"));
        order.put("to", to);
        return HUB.post("/api/v1/bundles/" + from + "/rollback", token, order);
    }

    private static List<JsonNode> list(JsonNode array) {
        return java.util.stream.StreamSupport.stream(array.spliterator(), false).toList();
    }
}
