package cn.tongban.hub.mapping;

import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.Map;
import java.util.TreeMap;

/** What the golden files would say if the mappings were right: for review, then for writing to disk. */
public final class GoldenAccept {
    private static final ObjectWriter WRITER = Json.MAPPER.writer(printer());

    private GoldenAccept() {}

    /**
     * For each {@code *.in.json} the file that states its result, {@code .out.json} or {@code .err.json}, and its text.
     *
     * @throws HubException BUNDLE_INVALID when the bundle does not compile
     */
    public static Map<String, String> of(BundleFiles files) {
        MappingLibrary mappings = MappingLibrary.compile(files);
        Map<String, String> accepted = new TreeMap<>();
        for (GoldenExample example : GoldenExample.all(files, mappings)) {
            try {
                JsonNode out = mappings.map(example.mapping(), example.in(), example.context());
                accepted.put(example.path() + ".out.json", text(out));
            } catch (HubException e) {
                accepted.put(example.path() + ".err.json", text(GoldenExample.failure(e)));
            }
        }
        return accepted;
    }

    /** A document as golden files are written. */
    public static String text(JsonNode node) {
        try {
            return WRITER.writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw BundleRules.refused("a mapping made something that is not JSON");
        }
    }

    private static DefaultPrettyPrinter printer() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(indenter);
        printer.indentObjectsWith(indenter);
        return printer;
    }
}
