package cn.tongban.hub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Dead letters: what a partner refused or a mapping could not do, and what a person decides about it. */
@Command(
        name = "dead",
        description = "未送达的投递:查看、更正、作废、核实;有则退出码为 1 / Dead letters; exit code 1 if there are any")
final class DeadCommand implements Callable<Integer> {
    @Mixin
    private WhichOptions which;

    @Option(names = "--limit", defaultValue = "50", description = "条数,最多 200 / How many, at most 200")
    private int limit;

    @Mixin
    private Answers answers;

    @Override
    public Integer call() {
        return list();
    }

    @Command(name = "list", description = "清单(默认) / The list (the default)")
    int list() {
        Map<String, @Nullable Object> query = which.asMap();
        query.put("limit", limit);
        // Doubts are no dead letters, but whoever asks for them by name shall see them.
        String from = query.get("state") == null ? "/api/v1/dead-letters" : "/api/v1/deliveries";
        return answers.found(answers.client().get(from, query), "没有未送达的投递。No dead letters.", Screen::deliveries);
    }

    @Command(name = "show", description = "一件及其全部经过 / One with all that happened to it")
    int show(@Parameters(paramLabel = "ID") UUID id, @Mixin Answers answers) {
        return answers.show(answers.client().get("/api/v1/deliveries/" + id), Screen::delivery);
    }

    /** Where a patch comes from; a file or the input keeps personal values out of the list of processes. */
    static final class Change {
        @Option(
                names = "--set",
                paramLabel = "/path=value",
                required = true,
                description = "更正字段(文字);个人信息请用 --patch / Correct a text field; personal values by --patch")
        private Map<String, String> set = Map.of();

        @Option(
                names = "--patch",
                paramLabel = "FILE",
                required = true,
                description = "RFC 6902 更正文件,- 为标准输入 / File with an RFC 6902 patch, - for the input")
        private @Nullable Path patch;

        JsonNode json() {
            if (patch != null) {
                return read(patch);
            }
            ArrayNode operations = Output.MAPPER.createArrayNode();
            set.forEach((path, value) ->
                    operations.addObject().put("op", "replace").put("path", path).put("value", value));
            return operations;
        }

        private static JsonNode read(Path file) {
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

    @Command(name = "repair", description = "更正字段,原文保留;之后用 replay 重新投递 / Correct fields beside the original; then replay")
    int repair(
            @Parameters(paramLabel = "ID") UUID id,
            @ArgGroup(multiplicity = "1") Change change,
            @Option(names = "--reason", required = true, description = "原因 / Why") String reason,
            @Mixin Answers answers) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("patch", change.json());
        body.put("reason", reason);
        return answers.show(answers.client().post("/api/v1/deliveries/" + id + "/repair", body), Screen::oneDelivery);
    }

    @Command(name = "discard", description = "作废,同一办件的后续继续 / Give up on it; its lane goes on")
    int discard(
            @Parameters(paramLabel = "ID") UUID id,
            @Option(names = "--reason", required = true, description = "原因 / Why") String reason,
            @Mixin Answers answers) {
        return answers.show(answers.client().post("/api/v1/deliveries/" + id + "/discard", Map.of("reason", reason)),
                Screen::oneDelivery);
    }

    /** What somebody found out at the destination. */
    static final class Finding {
        @Option(names = "--delivered", required = true, description = "对方已收到 / The destination has it")
        private boolean delivered;

        @Option(names = "--not-delivered", required = true, description = "对方没有收到,重新投递 / It has not; send again")
        private boolean notDelivered;
    }

    @Command(name = "resolve", description = "向对方核实后了结待核实的投递 / Settle a doubt by what was found out")
    int resolve(
            @Parameters(paramLabel = "ID") UUID id,
            @ArgGroup(multiplicity = "1") Finding finding,
            @Option(names = "--receipt-no", description = "对方的编号 / Its number there") @Nullable String receiptNo,
            @Option(names = "--reason", required = true, description = "依据 / How it was found out") String reason,
            @Mixin Answers answers) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("delivered", finding.delivered);
        body.put("receiptNo", receiptNo);
        body.put("reason", reason);
        return answers.show(answers.client().post("/api/v1/deliveries/" + id + "/resolve", body), Screen::oneDelivery);
    }
}
