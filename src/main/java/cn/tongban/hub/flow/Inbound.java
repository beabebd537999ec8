package cn.tongban.hub.flow;

import cn.tongban.hub.connector.VerifiedSender;
import cn.tongban.hub.intake.Address;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** A message on its way in. It has an answer only when a verb gave one, so no route can answer before recording. */
final class Inbound extends Passage {
    static final DateTimeFormatter TIME = DateTimeFormatter.ISO_OFFSET_DATE_TIME;
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final DoorRequest request;
    private @Nullable VerifiedSender sender;
    private @Nullable Address address;
    private @Nullable DoorAnswer answer;
    private boolean instantItem;

    Inbound(DoorRequest request) {
        super(request.trace());
        this.request = request;
    }

    DoorRequest request() {
        return request;
    }

    @Override
    Instant asOf() {
        return request.receivedAt();
    }

    @Override
    JsonNode makeContext() {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.put("recordedAt", TIME.format(request.receivedAt().atZone(ZONE)));
        ObjectNode path = context.putObject("path");
        request.path().forEach(path::put);
        return context;
    }

    @Nullable VerifiedSender sender() {
        return sender;
    }

    /** The verified request's nonce, made unique by who used it. */
    String nonce() {
        VerifiedSender by = java.util.Objects.requireNonNull(sender);
        return request.connector() + "/" + by.sender() + "/" + by.nonce();
    }

    void verified(VerifiedSender by) {
        sender = by;
    }

    @Nullable Address address() {
        return address;
    }

    void address(Address to) {
        address = to;
    }

    boolean instantItem() {
        return instantItem;
    }

    void instantItem(boolean instant) {
        instantItem = instant;
    }

    @Nullable DoorAnswer answer() {
        return answer;
    }

    void answer(DoorAnswer given) {
        answer = given;
    }
}
