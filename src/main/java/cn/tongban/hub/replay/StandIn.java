package cn.tongban.hub.replay;

import cn.tongban.hub.mapping.ContractLibrary;
import cn.tongban.hub.mapping.JsonReader;
import cn.tongban.hub.mapping.MappingLibrary;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/**
 * A door whose body is a stream: recorded is the document that stands for the bytes, so it goes through the contracts and
 * mappings that the route names, one after the other, and past the step that would read the stream.
 */
final class StandIn {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final JsonReader READER = new JsonReader(1 << 20, 64);

    private final MappingLibrary mappings;
    private final ContractLibrary contracts;

    StandIn(MappingLibrary mappings, ContractLibrary contracts) {
        this.mappings = mappings;
        this.contracts = contracts;
    }

    Ran arrive(InRoute route, Arriving arriving) {
        try {
            JsonNode document = READER.read(arriving.body(), null);
            for (String contract : route.contracts()) {
                ContractLibrary.Verdict verdict =
                        contracts.validate(contract, document, arriving.at().atZone(ZONE).toLocalDate());
                if (!verdict.isValid()) {
                    throw new HubException(ErrorCode.CONTRACT_VIOLATION, contract, verdict.errors());
                }
            }
            for (String mapping : route.mappings()) {
                document = mappings.map(mapping, document, context(arriving.at(), arriving.key(), arriving.path()));
            }
            return new Ran.Passed(Documents.write(document), Map.of("case", document.path("caseNo").asText()));
        } catch (HubException e) {
            return TrialEngine.failed(e);
        }
    }

    /** As mappings of what comes in see it. */
    static ObjectNode context(Instant at, String key, Map<String, String> parameters) {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.put("recordedAt", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(ZONE)));
        context.put("party", "");
        context.put("key", key);
        ObjectNode path = context.putObject("path");
        parameters.forEach(path::put);
        return context;
    }

    static List<String> parameterNames(String entry) {
        return java.util.regex.Pattern.compile("\\{([^}]+)}").matcher(entry).results().map(found -> found.group(1)).toList();
    }
}
