package cn.tongban.hub.cli;

import cn.tongban.hub.cli.demo.DemoCommand;
import cn.tongban.hub.skeleton.GeneratedDocument;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** docs/reference/cli.md is what the commands say about themselves. */
class CliReferenceTest {
    private final StringBuilder text = new StringBuilder("""
            # Commands

            Made from the commands by `CliReferenceTest`; not to be edited by hand. Each is `./hub COMMAND --help`.

            """);

    @Test
    void theReferenceIsUpToDate() {
        text.append("```text\n").append(Console.run(Map.of(), "--help").out()).append("```\n");
        for (Class<?> command : HubCli.class.getAnnotation(Command.class).subcommands()) {
            document("", command);
        }
        GeneratedDocument.isUpToDate("docs/reference/cli.md", text.toString());
    }

    private void document(String parent, Class<?> command) {
        Command annotation = command.getAnnotation(Command.class);
        String words = (parent + " " + annotation.name()).strip();
        String[] arguments = (words + " --help").split(" ");
        text.append("\n## ").append(words).append("\n\n```text\n").append(Console.run(Map.of(), arguments).out().stripTrailing())
                .append("\n```\n");
        if (command != DemoCommand.class) {
            Arrays.stream(annotation.subcommands()).forEach(inner -> document(words, inner));
        }
    }
}
