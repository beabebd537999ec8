package cn.tongban.hub.web;

import cn.tongban.hub.delivery.DeliveryRow;
import cn.tongban.hub.delivery.Repairs;
import cn.tongban.hub.journal.MessageRow;
import cn.tongban.hub.journal.Payload;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.trial.DryMask;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The bodies of a message at its stations, and two of them beside each other, masked like everything. */
@Component
public final class MessageBodies {
    private static final int MOST_ROWS = 2_000;
    private static final String HIDDEN = "***";

    private final Payloads payloads;
    private final Repairs repairs;
    private final RepairDesk desk;
    private final BundleAtWork bundle;

    MessageBodies(Payloads payloads, Repairs repairs, RepairDesk desk, BundleAtWork bundle) {
        this.payloads = payloads;
        this.repairs = repairs;
        this.desk = desk;
        this.bundle = bundle;
    }

    /**
     * A body that can be looked at.
     *
     * @param key for addresses
     * @param kind original, canonical, repaired, or sent: computed anew with the bundle at work
     * @param destination of a repaired or sent one; empty otherwise
     */
    public record Choice(String key, String kind, String destination) {}

    /** @param kind changed, moved, only-left or only-right */
    public record Row(String kind, String leftPath, String left, String rightPath, String right) {
        @Override
        public String toString() {
            return "Row[" + kind + "]";
        }
    }

    /**
     * @param bundle with which it was computed; empty for what is recorded
     * @param code why nothing could be computed; empty when it could
     */
    public record Side(Choice choice, String bundle, String code) {}

    /**
     * @param rows what differs; at most {@value #MOST_ROWS}
     * @param same how many fields are equal
     */
    public record Compared(Side left, Side right, List<Row> rows, int same) {
        public Compared {
            rows = List.copyOf(rows);
        }
    }

    private record Body(Side side, List<BodyLeaves.Leaf> leaves, List<String> shown) {}

    /** What can be compared, in the order in which a message passes it. */
    public List<Choice> choices(List<DeliveryRow> deliveries) {
        Set<UUID> repaired = repairs.among(deliveries.stream().map(DeliveryRow::id).toList());
        List<Choice> choices = new ArrayList<>(List.of(new Choice("original", "original", ""),
                new Choice("canonical", "canonical", "")));
        for (DeliveryRow row : deliveries) {
            if (repaired.contains(row.id())) {
                choices.add(new Choice("repaired." + row.id(), "repaired", row.destination()));
            }
            choices.add(new Choice("sent." + row.id(), "sent", row.destination()));
        }
        return choices;
    }

    /**
     * @param deliveries of this message
     * @throws HubException NOT_FOUND for a body that there is not, NOT_POSSIBLE_NOW when its retention has passed; OVERLOADED
     */
    public Compared compare(MessageRow message, List<DeliveryRow> deliveries, String leftKey, String rightKey) {
        List<Choice> choices = choices(deliveries);
        Body left = body(message, chosen(choices, leftKey));
        Body right = body(message, chosen(choices, rightKey));
        List<BodyDifference.Pair> pairs = BodyDifference.of(left.leaves(), right.leaves());
        List<Row> rows = pairs.stream().filter(pair -> pair.kind() != BodyDifference.Kind.SAME).limit(MOST_ROWS)
                .map(pair -> new Row(pair.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        path(left, pair.left()), text(left, pair.left()), path(right, pair.right()), text(right, pair.right())))
                .toList();
        int same = (int) pairs.stream().filter(pair -> pair.kind() == BodyDifference.Kind.SAME).count();
        return new Compared(left.side(), right.side(), rows, same);
    }

    private static String path(Body body, int at) {
        return at < 0 ? "" : body.leaves().get(at).path();
    }

    private static String text(Body body, int at) {
        return at < 0 ? "" : body.shown().get(at);
    }

    private static Choice chosen(List<Choice> choices, String key) {
        return choices.stream().filter(choice -> choice.key().equals(key)).findFirst()
                .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "body"));
    }

    private Body body(MessageRow message, Choice choice) {
        return switch (choice.kind()) {
            case "original" -> original(message, choice);
            case "canonical" -> document(choice, message.document(), Payloads.canonical(payload(message)).orElseThrow(
                    MessageBodies::gone));
            case "repaired" -> document(choice, message.document(), opened(choice).document());
            default -> sent(message, choice);
        };
    }

    private RepairDesk.Opened opened(Choice choice) {
        return desk.open(UUID.fromString(choice.key().substring(choice.key().indexOf('.') + 1)));
    }

    private Payload payload(MessageRow message) {
        return payloads.payload(message.id()).orElseThrow(MessageBodies::gone);
    }

    private Body document(Choice choice, String name, JsonNode document) {
        JsonNode masked = bundle.parts().personal().masked(name, document);
        List<DocumentLeaves.Leaf> leaves = DocumentLeaves.of(document);
        return new Body(new Side(choice, "", ""),
                leaves.stream().map(leaf -> new BodyLeaves.Leaf(leaf.pointer(), FieldText.of(leaf.value()))).toList(),
                leaves.stream().map(leaf -> FieldText.of(masked.at(leaf.pointer()))).toList());
    }

    /**
     * Of the original no schema of ours says what is personal: it shows only values that the canonical document shows, too.
     */
    private Body original(MessageRow message, Choice choice) {
        Payload payload = payload(message);
        byte[] original = payload.original();
        if (original == null) {
            throw gone();
        }
        Map<String, String> known = new HashMap<>();
        Payloads.canonical(payload).ifPresent(document -> known.putAll(known(message.document(), document)));
        List<BodyLeaves.Leaf> leaves = BodyLeaves.of(original, message.mediaType());
        return new Body(new Side(choice, "", ""), leaves,
                leaves.stream().map(leaf -> leaf.text().isEmpty() ? "" : known.getOrDefault(leaf.text(), HIDDEN)).toList());
    }

    /** Each value as it may be seen; one that is personal anywhere is masked everywhere. */
    private Map<String, String> known(String name, JsonNode document) {
        JsonNode masked = bundle.parts().personal().masked(name, document);
        Map<String, String> known = new HashMap<>();
        Set<String> personal = new HashSet<>();
        for (DocumentLeaves.Leaf leaf : DocumentLeaves.of(document)) {
            JsonNode eyes = masked.at(leaf.pointer());
            String value = FieldText.of(leaf.value());
            if (!eyes.equals(leaf.value())) {
                personal.add(value);
                known.put(value, FieldText.of(eyes));
            } else if (!personal.contains(value)) {
                known.put(value, value);
            }
        }
        return known;
    }

    private Body sent(MessageRow message, Choice choice) {
        RepairDesk.Opened opened = opened(choice);
        Would would = desk.wouldPlainly(opened);
        DryMask mask = DryMask.of(bundle.parts().personal(), message.document(), opened.document());
        List<BodyLeaves.Leaf> leaves = new ArrayList<>();
        for (int i = 0; i < would.requests().size(); i++) {
            Would.Request request = would.requests().get(i);
            String before = i == 0 ? "" : (i + 1) + ": ";
            BodyLeaves.of(request.body().getBytes(StandardCharsets.UTF_8), form(request))
                    .forEach(leaf -> leaves.add(new BodyLeaves.Leaf(before + leaf.path(), leaf.text())));
        }
        return new Body(new Side(choice, would.bundle(), would.code()), leaves,
                leaves.stream().map(leaf -> mask.text(leaf.text())).toList());
    }

    /** The text is decoded already, so of its media type only this matters. */
    private static String form(Would.Request request) {
        return request.headers().stream().anyMatch(header -> header.toLowerCase(Locale.ROOT)
                .contains("x-www-form-urlencoded")) ? "application/x-www-form-urlencoded" : "";
    }

    private static HubException gone() {
        return new HubException(ErrorCode.NOT_POSSIBLE_NOW, "payload retention has passed");
    }
}
