package cn.tongban.hub.flow;

import cn.tongban.hub.connector.VerifiedSender;
import cn.tongban.hub.intake.Address;
import cn.tongban.hub.intake.Recording;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way in. At a door it has an answer only when a verb gave one, so no route can answer before recording;
 * from a source it ends as something to be recorded, or as refused.
 */
final class Inbound extends Passage {
    static final DateTimeFormatter TIME = DateTimeFormatter.ISO_OFFSET_DATE_TIME;
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private Arrival arrival;
    private final @Nullable DoorRequest request;
    private final @Nullable DoorUpload upload;
    private @Nullable VerifiedSender sender;
    private @Nullable JsonNode around;
    private @Nullable Address address;
    private @Nullable DoorAnswer answer;
    private @Nullable Recording collected;
    private @Nullable HubException refused;
    private String receipt = "";
    private boolean repeated;
    private @Nullable StoredUpload stored;
    private List<String> listeners = List.of();
    private boolean instantItem;

    /** At a door: the sender is still to be verified. */
    Inbound(DoorRequest request) {
        super(request.arrival().trace());
        this.arrival = request.arrival();
        this.request = request;
        this.upload = request.upload();
    }

    /** Of a known sender: an envelope around the request proved it, or the caller of a trial says so. */
    Inbound(DoorRequest request, VerifiedSender proven) {
        this(request);
        this.sender = proven;
    }

    /**
     * From a source, which knows whose it reads.
     *
     * @param upload bytes that are to become a material; null for a document
     */
    Inbound(Arrival arrival, @Nullable DoorUpload upload) {
        super(arrival.trace());
        this.arrival = arrival;
        this.request = null;
        this.upload = upload;
    }

    Arrival arrival() {
        return arrival;
    }

    /** Empty for what a source read. */
    Optional<DoorRequest> request() {
        return Optional.ofNullable(request);
    }

    /** Bytes that {@code hub:store} takes in; empty for what is a document. */
    Optional<DoorUpload> upload() {
        return Optional.ofNullable(upload);
    }

    @Override
    Instant asOf() {
        return arrival.receivedAt();
    }

    @Override
    JsonNode makeContext() {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.put("recordedAt", TIME.format(arrival.receivedAt().atZone(ZONE)));
        context.put("party", arrival.party());
        if (arrival.idempotencyKey() != null) {
            context.put("key", arrival.idempotencyKey());
        }
        ObjectNode path = context.putObject("path");
        arrival.path().forEach(path::put);
        return context;
    }

    /** Who may hear of it besides those to whom it goes. */
    List<String> listeners() {
        return listeners;
    }

    void listeners(List<String> others) {
        listeners = others;
    }

    @Nullable VerifiedSender sender() {
        return sender;
    }

    /** Whether it is known who sent this. */
    boolean known() {
        return request == null || sender != null;
    }

    /** The verified request's nonce, made unique by who used it; null for what a source read, and where there is none. */
    @Nullable String nonce() {
        return sender == null || sender.nonce().isEmpty() ? null : arrival.connector() + "/" + sender.sender() + "/" + sender.nonce();
    }

    void verified(VerifiedSender by) {
        sender = by;
    }

    /** The bytes that were taken in as a stream; null where none were. */
    @Nullable StoredUpload stored() {
        return stored;
    }

    /** The stream is in the store; what stands for it from now on is {@code document}. */
    void stored(StoredUpload upload, byte[] document) {
        stored = upload;
        became(document);
    }

    /** What the request really was: from now on the message is this JSON document. */
    void became(byte[] document) {
        arrival = new Arrival(arrival.connector(), arrival.party(), arrival.entry(), arrival.path(), DoorAnswer.JSON,
                arrival.idempotencyKey(), arrival.trace(), document, arrival.receivedAt());
    }

    /** What stood around the document, without the document. */
    void opened(JsonNode envelope) {
        around = envelope;
    }

    /** What the caller said, as far as it was opened: what stood around the document, else the document. */
    Optional<JsonNode> said() {
        Decoded read = decoded();
        return Optional.ofNullable(around).or(() -> Optional.ofNullable(read).map(Decoded::document));
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

    @Nullable Recording collected() {
        return collected;
    }

    /** To be recorded with the rest of its source's batch. */
    void collect(Recording recording) {
        collected = recording;
    }

    /** Empty until it is durable. */
    String receipt() {
        return receipt;
    }

    boolean repeated() {
        return repeated;
    }

    void recorded(String json, boolean again) {
        receipt = json;
        repeated = again;
    }

    @Nullable HubException refused() {
        return refused;
    }

    void refuse(HubException why) {
        refused = why;
    }
}
