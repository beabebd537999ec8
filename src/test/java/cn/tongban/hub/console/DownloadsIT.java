package cn.tongban.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.account.Role;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.web.Mappings;
import cn.tongban.hub.web.RunningHub;
import cn.tongban.hub.web.RunningHub.Answer;
import cn.tongban.hub.web.Visitor;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What leaves as a file, and fields that browsers treat in their own way. */
class DownloadsIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    private static final Pattern PASSWORD =
            Pattern.compile("<input[^>]*name=\"(?:password|present|wanted|repeated)\"[^>]*>");

    @Test
    void everyFileIsAnAttachmentWithANameOfOurs() {
        String token = HUB.token(Scope.values());
        Visitor visitor = Visitor.as(HUB, Role.MONITOR);
        Stream<Answer> files = Stream.of(visitor.get("/items/unification.csv"),
                HUB.send(HUB.request("/api/v1/items/unification", token).header("Accept", "text/csv").GET()),
                HUB.get("/api/v1/diagnostics", token),
                HUB.post("/api/v1/recordings", token, Map.of("reason", "试验")));

        assertThat(files).allSatisfy(file -> {
            assertThat(file.status()).as(file.raw().uri().toString()).isEqualTo(200);
            assertThat(file.header("Content-Disposition")).as(file.raw().uri().toString())
                    .matches("attachment; filename=\"[a-z]+\\.[a-z]+\"");
            assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(file.header("Cache-Control")).contains("no-store");
        });
        assertThat(Mappings.all(HUB).filter(one -> one.produces().contains("zip") || one.produces().contains("csv"))
                .map(Mappings.Mapped::toString)).as("a new kind of file belongs into this test").containsExactlyInAnyOrder(
                        "GET /api/v1/bundles/{name}/archive", "GET /api/v1/diagnostics", "GET /api/v1/items/unification");
    }

    @Test
    void passwordFieldsHideAndLetManagersIn() {
        Visitor admin = Visitor.as(HUB, Role.SECURITY_ADMIN);
        for (String path : List.of("/login", "/account", "/accounts")) {
            List<String> fields = PASSWORD.matcher((path.equals("/login") ? new Visitor(HUB) : admin).get(path).raw().body())
                    .results().map(MatchResult::group).toList();
            assertThat(fields).as(path).isNotEmpty().allSatisfy(field -> assertThat(field).contains("type=\"password\"")
                    .containsAnyOf("autocomplete=\"current-password\"", "autocomplete=\"new-password\"")
                    .doesNotContain("onpaste", "readonly", "value="));
        }
    }
}
