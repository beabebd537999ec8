package cn.tongban.hub.replay;

import cn.tongban.hub.connector.Destination;
import cn.tongban.hub.flow.ActiveBundle;
import cn.tongban.hub.flow.Bundle;
import cn.tongban.hub.journal.JournalRepository;
import cn.tongban.hub.journal.MessageRow;
import cn.tongban.hub.journal.Payload;
import cn.tongban.hub.mapping.ContractLibrary;
import cn.tongban.hub.mapping.GoldenAccept;
import cn.tongban.hub.mapping.JsonReader;
import cn.tongban.hub.mapping.PersonalFields.PersonalText;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import cn.tongban.hub.vault.Vault;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.EmptyResultDataAccessException;

/** Makes golden examples of recorded messages, with pseudonyms in place of people, for the bundle at work. */
public final class ExampleMaker {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final JsonReader READER = new JsonReader(64 << 20, 200);

    private final JournalRepository journal;
    private final ActiveBundle active;
    private final Pseudonyms pseudonyms;

    ExampleMaker(JournalRepository journal, ActiveBundle active, Vault vault) {
        this.journal = journal;
        this.active = active;
        this.pseudonyms = new Pseudonyms(vault::blind);
    }

    /** A message that went through a mapping, as it was. */
    private record Handled(String mapping, List<String> contracts, JsonNode in, ObjectNode context) {}

    /**
     * For the mapping that handled the message when it came in, or that handles it for a destination.
     *
     * @param destination where it goes; null for the way in
     * @throws HubException MESSAGE_UNKNOWN; NOT_POSSIBLE_NOW when its bytes are gone or no mapping of the bundle at work
     *     takes it; EXAMPLE_UNSAFE when the example would not work or would still tell of somebody
     */
    public Example make(UUID messageId, @Nullable String destination) {
        MessageRow row = journal.find(messageId).orElseThrow(
                () -> new HubException(ErrorCode.MESSAGE_UNKNOWN, messageId.toString()));
        Payload payload = payload(row);
        Bundle bundle = active.bundle();
        JsonNode canonical = READER.read(opened(payload.canonical()), null);
        Handled handled = destination == null
                ? incoming(bundle, row, opened(payload.original()), canonical)
                : outgoing(bundle, row, destination, canonical);
        return pseudonymised(bundle, row, canonical, handled);
    }

    private Payload payload(MessageRow row) {
        try {
            return journal.payload(row.id()).orElseThrow(
                    () -> new HubException(ErrorCode.MESSAGE_UNKNOWN, row.id().toString()));
        } catch (EmptyResultDataAccessException e) {
            throw gone();
        }
    }

    private static byte[] opened(byte @Nullable [] bytes) {
        if (bytes == null) {
            throw gone();
        }
        return bytes;
    }

    private static HubException gone() {
        return new HubException(ErrorCode.NOT_POSSIBLE_NOW, "payload retention has passed");
    }

    /** Which mapping it was is not recorded: it is the one whose result is most like what was recorded. */
    private static Handled incoming(Bundle bundle, MessageRow row, byte[] original, JsonNode canonical) {
        JsonNode in = READER.read(original, row.mediaType());
        Handled best = null;
        int fewest = Integer.MAX_VALUE;
        for (InRoute route : RouteBook.of(bundle.files()).arriving(row.connector(), row.document())) {
            ObjectNode context = StandIn.context(row.recordedAt(), row.id().toString(),
                    Judge.parameters(route, row.caseNo(), original));
            for (String mapping : route.mappings()) {
                Optional<JsonNode> out = mapped(bundle, mapping, in, context);
                int differences = out.map(made -> TreeDiff.between(canonical, made).size()).orElse(Integer.MAX_VALUE);
                if (differences < fewest) {
                    fewest = differences;
                    best = new Handled(mapping, route.contracts(), in, context);
                }
            }
        }
        return found(best, row);
    }

    private static Handled outgoing(Bundle bundle, MessageRow row, String destination, JsonNode canonical) {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        // The delivery's own id tells nothing in an example; that of its message stands for it.
        context.put("deliveryId", row.id().toString());
        context.put("messageId", row.id().toString());
        context.put("caseNo", row.caseNo());
        context.put("party", Destination.of(destination).party());
        context.put("type", row.type());
        context.put("recordedAt", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(row.recordedAt().atZone(ZONE)));
        return found(RouteBook.of(bundle.files()).carrying(destination, row.type()).stream()
                .flatMap(route -> route.mappings().stream())
                .filter(mapping -> mapped(bundle, mapping, canonical, context).isPresent())
                .map(mapping -> new Handled(mapping, List.of(), canonical, context))
                .findFirst().orElse(null), row);
    }

    private static Handled found(@Nullable Handled handled, MessageRow row) {
        if (handled == null) {
            throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, "no mapping takes " + row.type() + " of " + row.connector());
        }
        return handled;
    }

    private static Optional<JsonNode> mapped(Bundle bundle, String mapping, JsonNode in, JsonNode context) {
        try {
            return Optional.of(bundle.mappings().map(mapping, in, context));
        } catch (HubException e) {
            return Optional.empty();
        }
    }

    private Example pseudonymised(Bundle bundle, MessageRow row, JsonNode canonical, Handled handled) {
        Veil words = new Veil(bundle, bundle);
        List<PersonalText> personal = bundle.personal().personal(row.document(), canonical);
        Swap swap = new Swap(pseudonyms, personal, canonical, row.caseNo(), words::isWord);
        JsonNode in = swap.of(handled.in());
        JsonNode context = swap.of(handled.context());
        for (String contract : handled.contracts()) {
            ContractLibrary.Verdict verdict =
                    bundle.contracts().validate(contract, in, row.recordedAt().atZone(ZONE).toLocalDate());
            if (!verdict.isValid()) {
                throw new HubException(ErrorCode.EXAMPLE_UNSAFE, contract, verdict.errors());
            }
        }
        JsonNode out;
        try {
            out = bundle.mappings().map(handled.mapping(), in, context);
        } catch (HubException e) {
            throw new HubException(ErrorCode.EXAMPLE_UNSAFE, handled.mapping(), e.places());
        }
        return written(bundle, row, handled.mapping(), Map.of(".in.json", in, ".context.json", context, ".out.json", out), swap);
    }

    private static Example written(Bundle bundle, MessageRow row, String mapping, Map<String, JsonNode> parts, Swap swap) {
        String name = "recorded-" + row.recordedAt().atZone(ZONE).toLocalDate() + "-" + row.id().toString().substring(32);
        int slash = mapping.indexOf('/');
        String folder = "mappings/" + mapping.substring(0, slash) + "/golden" + mapping.substring(slash) + "/";
        boolean readsContext = bundle.files().text("mappings/" + mapping + ".jslt").contains("$context");
        Map<String, String> files = new TreeMap<>();
        parts.forEach((ending, document) -> {
            String text = GoldenAccept.text(document);
            if (swap.leaks(text)) {
                throw new HubException(ErrorCode.EXAMPLE_UNSAFE, mapping,
                        List.of(new Place(name + ending, "pseudonym", "A value of the original is still there.")));
            }
            if (readsContext || !ending.equals(".context.json") || isDated(bundle, mapping)) {
                files.put(folder + name + ending, text);
            }
        });
        return new Example(mapping, name, files);
    }

    /** Code tables with dates go by the day of the message. */
    private static boolean isDated(Bundle bundle, String mapping) {
        return bundle.files().paths("mappings/" + mapping.substring(0, mapping.indexOf('/')) + "/codes/", ".csv").stream()
                .anyMatch(path -> bundle.files().text(path).lines().skip(1).anyMatch(line -> line.matches(".*\\d{4}-\\d{2}-\\d{2}.*")));
    }
}
