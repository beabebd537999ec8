package cn.tongban.hub.flow;

import cn.tongban.hub.connector.Door;
import cn.tongban.hub.mapping.JsonReader;
import cn.tongban.hub.mapping.MappingLibrary;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what a door answers in the words of its partner: by the mapping that {@code door.answer} names, from
 * {@code {"recorded", "repeated"}} or {@code {"problem"}} to {@code {"status", "document"}}, or to null for a problem that
 * is to be told as such. The decision is made before; nothing here can turn a no into a yes.
 */
final class DoorWords {
    private static final Logger log = LoggerFactory.getLogger(DoorWords.class);
    /** Own documents: limits only against a fault of ours. */
    private static final JsonReader OWN = new JsonReader(1 << 20, 32);
    private static final Set<String> RECORDED = Set.of("recorded", "repeated");

    private final MappingLibrary mappings;
    private final ProblemWriter problems;

    DoorWords(MappingLibrary mappings, ProblemWriter problems) {
        this.mappings = mappings;
        this.problems = problems;
    }

    /** @param inbound null when the request was refused before anything of it was read */
    DoorAnswer say(DoorAnswer own, Door door, @Nullable Inbound inbound, Trace trace, Instant now) {
        boolean recorded = RECORDED.contains(own.code());
        if (door.answer().isEmpty() || !recorded && own.status() < 400) {
            return own;
        }
        try {
            ObjectNode what = JsonNodeFactory.instance.objectNode();
            what.set(recorded ? "recorded" : "problem", OWN.read(own.body(), DoorAnswer.JSON));
            if (recorded) {
                what.put("repeated", own.code().equals("repeated"));
            }
            JsonNode said = mappings.map(door.answer().get(), what, context(inbound, now));
            if (said.isNull() && !recorded) {
                return own;
            }
            return new DoorAnswer(
                    status(said), DoorAnswer.JSON, JsonBytes.of(said.path("document")), own.headers(), own.code());
        } catch (HubException e) {
            log.atError().addKeyValue("code", own.code()).setCause(e)
                    .log("The answer {} could not be said in the words of its partner", own.code());
            // What was decided stands; the partner comes again and is told then.
            return problems.answer(new HubException(ErrorCode.INTERNAL, "door.answer"), trace);
        }
    }

    private static ObjectNode context(@Nullable Inbound inbound, Instant now) {
        if (inbound == null) {
            ObjectNode context = JsonNodeFactory.instance.objectNode();
            context.put("recordedAt", Inbound.TIME.format(now.atZone(Inbound.ZONE)));
            return context;
        }
        ObjectNode context = inbound.context().deepCopy();
        inbound.said().ifPresent(request -> context.set("request", request));
        return context;
    }

    private static int status(JsonNode said) {
        int status = said.path("status").asInt();
        if (status < 200 || status > 599 || !said.has("document")) {
            throw new HubException(ErrorCode.MAPPING_FAILED, "door.answer gives a status and a document");
        }
        return status;
    }
}
