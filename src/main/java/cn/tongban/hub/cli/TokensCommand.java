package cn.tongban.hub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who may ask a hub: one token for each person and program. Its text is shown once, when it is made. */
@Command(name = "tokens", description = "访问令牌:列表、新建、吊销,须有 admin 权限 / Tokens: list, make, revoke; needs the scope admin")
final class TokensCommand implements Callable<Integer> {
    private static final String TOKENS = "/api/v1/tokens";

    @Mixin
    private Answers answers;

    @Override
    public Integer call() {
        return answers.show(answers.client().get(TOKENS), TokensCommand::table);
    }

    /** Nothing but the token goes to the output, so that a script can put it away. */
    @Command(name = "new", description = "新建;输出只有令牌本身,仅此一次 / Make one; prints the token alone, this once")
    int make(
            @Parameters(paramLabel = "NAME", description = "给谁用 / For whom") String name,
            @Option(names = "--scope", required = true, split = ",", paramLabel = "SCOPE",
                    description = "权限,逗号分隔:read、read:personal、operate、ask、deploy、approve、admin / Scopes, separated by commas")
            List<String> scopes,
            @Option(names = "--for", paramLabel = "90d", description = "有效期,默认不过期 / How long; default: for good")
            @Nullable String span,
            @Mixin Answers answers) {
        Map<String, @Nullable Object> wanted = new LinkedHashMap<>();
        wanted.put("name", name);
        wanted.put("scopes", scopes);
        Duration valid = span == null ? null : Period.of(span, answers.command());
        wanted.put("expiresAt", valid == null ? null : HubCli.clock().instant().plus(valid).toString());
        JsonNode made = answers.client().post(TOKENS, wanted);
        answers.err().println("令牌 %1$s(%2$s),请立即保存,不会再次显示。Token %1$s (%2$s); keep it now, it is not shown again."
                .formatted(made.at("/info/id").asText(), scopes(made.path("info"))));
        return answers.show(made, out -> out.println(made.path("token").asText()));
    }

    @Command(name = "revoke", description = "吊销,立即生效且不可恢复 / Revoke for good, at once")
    int revoke(@Parameters(paramLabel = "ID") UUID id, @Mixin Answers answers) {
        JsonNode revoked = answers.client().post(TOKENS + "/" + id + "/revoke", Map.of());
        return answers.say(revoked, "已吊销 %1$s。%1$s is revoked.".formatted(revoked.path("name").asText()));
    }

    private static void table(PrintWriter out, JsonNode tokens) {
        TextTable table = new TextTable(
                "名称 NAME", "权限 SCOPES", "建于 MADE", "由 BY", "有效至 UNTIL", "吊销 REVOKED", "编号 ID");
        tokens.forEach(token -> table.row(Screen.text(token.path("name")), scopes(token),
                Screen.time(token.path("createdAt")), Screen.text(token.path("createdBy")),
                Screen.time(token.path("expiresAt")), Screen.time(token.path("revokedAt")), Screen.text(token.path("id"))));
        table.print(out);
    }

    private static String scopes(JsonNode token) {
        return StreamSupport.stream(token.path("scopes").spliterator(), false).map(JsonNode::asText)
                .collect(Collectors.joining(" "));
    }
}
