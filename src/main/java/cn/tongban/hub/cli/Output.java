package cn.tongban.hub.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a command prints: words for people, or with {@code --json} one value that a script can read. */
class Output {
    static final ObjectMapper MAPPER = JsonMapper.builder().build();

    @Option(names = "--json", description = "以 JSON 输出 / Print JSON")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    boolean json() {
        return json;
    }

    Environment environment() {
        return HubCli.environment(command);
    }

    CommandLine command() {
        return command.commandLine();
    }

    PrintWriter out() {
        return command().getOut();
    }

    PrintWriter err() {
        return command().getErr();
    }

    /** What has been shown is fine; a command that found something in it has its own exit code. */
    int show(Object value, Consumer<PrintWriter> words) {
        if (json) {
            print(value);
        } else {
            words.accept(out());
        }
        return Exit.FINE;
    }

    <T> int show(T value, BiConsumer<PrintWriter, T> words) {
        return show(value, out -> words.accept(out, value));
    }

    int say(Object value, String sentence) {
        return show(value, out -> out.println(sentence));
    }

    void print(Object value) {
        try {
            out().println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Answers and findings can be written as JSON", e);
        }
    }
}
