package cn.tongban.hub.cli;

import cn.tongban.hub.drift.BundleChange;
import cn.tongban.hub.drift.BundleChange.Edit;
import cn.tongban.hub.drift.DriftKind;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Turns a drift into a change of the contract or of a code table in a folder. */
@Command(
        name = "apply",
        description = "把变化写入契约或代码表,并显示差异;还有待办则退出码为 1"
                + " / Write it into the contract or the code table and show the diff; exit code 1 if something is left to do")
final class DriftApplyCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ID")
    private UUID id;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DIR",
            description = "集成包目录,默认 HUB_BUNDLE、HUB_HOME 或当前目录"
                    + " / Folder of the bundle; default HUB_BUNDLE, HUB_HOME or the current one")
    private @Nullable Path folder;

    @Option(names = "--as", paramLabel = "CANONICAL", description = "新代码的含义 / What the new code means")
    private @Nullable String canonical;

    @Option(names = "--value", description = "未显示的代码值 / The value, where the hub does not show it")
    private @Nullable String value;

    @Mixin
    private Reach reach;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Environment environment = HubCli.environment(spec);
        JsonNode drift = reach.client(environment).get("/api/v1/drifts/" + id);
        Path root = folder == null ? BundleFolder.root(environment) : folder;
        BundleChange change = BundleChange.of(BundleFolder.files(root), new BundleChange.Drifted(
                drift.path("contract").asText(),
                DriftKind.valueOf(drift.path("kind").asText().toUpperCase(Locale.ROOT).replace('-', '_')),
                drift.path("place").asText(),
                value == null ? drift.path("item").asText() : value,
                drift.path("now").asText(),
                drift.path("codeTable").asText(),
                canonical == null ? "" : canonical));
        PrintWriter out = spec.commandLine().getOut();
        for (Edit edit : change.edits()) {
            write(root, edit);
            TextDiff.print(out, edit.path(), edit.before(), edit.after());
        }
        change.todo().forEach(todo -> out.println(sentence(todo)));
        String message = Screen.text(drift.path("messageId"));
        change.uncovered().forEach(one -> out.println(
                "缺样例 No golden example of it: " + one.folder() + (message.equals("-") ? "" : "  (" + message + ")")));
        return change.todo().isEmpty() && change.uncovered().isEmpty() ? Exit.FINE : Exit.FOUND;
    }

    private static void write(Path root, Edit edit) {
        try {
            Files.writeString(root.resolve(edit.path()), edit.after(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + edit.path(), e);
        }
    }

    private static String sentence(BundleChange.Todo todo) {
        return switch (todo) {
            case NAME_THE_VALUE -> "代码值未显示:请查看样例,用 --value 写明。"
                    + "The value is not shown: look at the example and name it by --value.";
            case NO_CONTRACT -> "没有描述此报文的契约。No contract describes this document.";
            case FILL_IN_CANONICAL -> "请在代码表中填写含义(或用 --as),填写前集成包不能启用。"
                    + "Fill in what the code means (or use --as); the bundle does not start before.";
            case NOTHING_IN_THE_CONTRACT -> "契约无需改动:请看映射,或用 hub drift accept 认可。"
                    + "Nothing to change in the contract: look at the mappings, or accept it by hub drift accept.";
        };
    }
}
