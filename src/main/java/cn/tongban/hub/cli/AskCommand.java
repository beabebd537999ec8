package cn.tongban.hub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A question or an order to a partner, besides deliveries. */
@Command(
        name = "ask",
        description = "向对方系统询问或下达指令,即问即答;没有答复则退出码为 1 / Ask a partner or give it an order; exit code 1 without an answer")
final class AskCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "CONNECTOR", description = "系统 / Connector")
    private String connector;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "QUESTION",
            description = "问题;不写则列出可问的 / Question; without one, what can be asked")
    private @Nullable String question;

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "FILE",
            description = "JSON 文件,- 为标准输入 / JSON file, - for the input")
    private @Nullable Path file;

    @Option(names = "--reason", defaultValue = "", description = "原因,询问时必填 / Why; needed to ask")
    private String reason = "";

    @Mixin
    private Answers answers;

    @Override
    public Integer call() {
        String path = path(connector);
        if (question == null) {
            return answers.show(answers.client().get(path), (out, names) -> names.forEach(name -> out.println(name.asText())));
        }
        JsonNode answer = ask(answers.client(), connector, question, document(), reason);
        int shown = answers.show(answer, (out, said) -> out.println(
                said.hasNonNull("document") ? said.path("document").toPrettyString() : said.path("outcome").asText() + " "
                        + Screen.text(said.path("code")) + " " + Screen.text(said.path("reason"))));
        return isAnswered(answer) ? shown : Exit.FOUND;
    }

    static JsonNode ask(HubClient client, String connector, String question, JsonNode document, String reason) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("document", document);
        body.put("reason", reason);
        return client.post(path(connector) + "/" + HubClient.encoded(question), body);
    }

    static boolean isAnswered(JsonNode answer) {
        return answer.path("outcome").asText().equals("ANSWERED");
    }

    private static String path(String connector) {
        return "/api/v1/connectors/" + HubClient.encoded(connector) + "/asks";
    }

    private JsonNode document() {
        if (file == null) {
            return Output.MAPPER.createObjectNode();
        }
        try {
            byte[] bytes = file.toString().equals("-") ? System.in.readAllBytes() : Files.readAllBytes(file);
            return Output.MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new Failure(Exit.USAGE, file + " 不是 JSON。", file + " is not JSON.");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
