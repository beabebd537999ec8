package cn.tongban.hub.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** {@code --json} of every command whose output a script might read. */
final class JsonOption {
    static final ObjectMapper MAPPER = JsonMapper.builder().build();

    @Option(names = "--json", description = "以 JSON 输出 / Print JSON")
    private boolean wanted;

    boolean wanted() {
        return wanted;
    }

    void print(PrintWriter out, Object value) {
        try {
            out.println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Answers and findings can be written as JSON", e);
        }
    }
}
