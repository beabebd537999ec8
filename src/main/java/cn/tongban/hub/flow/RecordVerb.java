package cn.tongban.hub.flow;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.MaterialSettings;
import cn.tongban.hub.intake.CaseEntry;
import cn.tongban.hub.intake.Entry;
import cn.tongban.hub.intake.Receipt;
import cn.tongban.hub.intake.Recording;
import cn.tongban.hub.intake.Recording.Identifier;
import cn.tongban.hub.mapping.Item;
import cn.tongban.hub.mapping.WorkDays;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/**
 * {@code hub:record/<document>}: makes the message durable and only then answers 202 with its receipt; what a source read
 * is made durable with the rest of its batch. The idempotency key is the caller's header, else the values at {@code key}, JSON Pointers into the canonical document.
 * {@code ?or=case.take-back}: a source that tells of steps and of take-backs in one table has routes that make either.
 */
final class RecordVerb implements Verb {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private static final Set<String> DOCUMENTS =
            Set.of(CaseEntries.SUBMITTED, CaseEntries.STEP, CaseEntries.TAKE_BACK, MaterialEntries.SUPPLIED,
                    CaseEntries.REPORTED, CaseEntries.REJECTED, ParcelEntries.EVENT);

    private final String first;
    private final String second;
    private final List<JsonPointer> key;
    private final Bundle bundle;
    private final Intake intake;

    RecordVerb(String document, String or, String key, Bundle bundle, Intake intake) {
        Verbs.require(DOCUMENTS.contains(document) || RegisterEntries.DOCUMENTS.contains(document), "document", document);
        Verbs.require(or.isEmpty() || or.equals(CaseEntries.TAKE_BACK), "second document", or);
        Verbs.require(!key.isEmpty(), "key for", document);
        this.first = document;
        this.second = or;
        this.key = Arrays.stream(key.split(",")).map(String::strip).map(JsonPointer::compile).toList();
        this.bundle = bundle;
        this.intake = intake;
    }

    @Override
    public void run(Exchange exchange) {
        Inbound inbound = Passage.inbound(exchange);
        if (!(exchange.getMessage().getBody() instanceof JsonNode canonical)) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, exchange.getFromRouteId() + ": map before record");
        }
        Recording recording = recording(exchange, inbound, canonical);
        exchange.setVariable("hub.caseNo", recording.caseNo());
        if (inbound.request().isEmpty()) {
            inbound.collect(recording);
            return;
        }
        Receipt receipt = intake.record(recording);
        inbound.recorded(receipt.json(), receipt.repeated());
        byte[] json = receipt.json().getBytes(StandardCharsets.UTF_8);
        inbound.answer(DoorAnswer.json(202, json, receipt.repeated() ? "repeated" : "recorded"));
    }

    private Recording recording(Exchange exchange, Inbound inbound, JsonNode canonical) {
        Arrival arrival = inbound.arrival();
        if (!inbound.known()) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, exchange.getFromRouteId() + ": verify before record");
        }
        if (inbound.upload().isPresent() && inbound.stored() == null) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, exchange.getFromRouteId() + ": store before record");
        }
        String document = second.isEmpty() || !CaseEntries.isTakeBack(canonical) ? first : second;
        byte[] bytes = JsonBytes.of(canonical);
        return new Recording(
                arrival.connector(),
                arrival.party().isEmpty() ? arrival.connector() : arrival.connector() + "." + arrival.party(),
                key(arrival, canonical),
                CaseEntries.type(document, canonical),
                RegisterEntries.DOCUMENTS.contains(document) ? "" : CaseEntries.text(canonical, "caseNo"),
                document,
                arrival.contentType() == null ? DoorAnswer.JSON : arrival.contentType(),
                arrival.trace().toString(),
                bundle.files().digest(),
                arrival.body(),
                bytes,
                AddressVerb.of(inbound, exchange, document, CaseEntries.type(document, canonical), bundle),
                entry(document, inbound, canonical, bytes),
                identifiers(document, canonical),
                inbound.nonce());
    }

    private Entry entry(String document, Inbound inbound, JsonNode canonical, byte[] bytes) {
        if (RegisterEntries.DOCUMENTS.contains(document)) {
            return RegisterEntries.of(document, canonical, inbound.arrival().connector());
        }
        String connector = inbound.arrival().connector();
        if (document.equals(ParcelEntries.EVENT)) {
            return ParcelEntries.of(canonical);
        }
        if (!document.equals(MaterialEntries.SUPPLIED)) {
            List<CaseEntry.Promised> promises = document.equals(CaseEntries.SUBMITTED)
                    ? PromiseEntries.of(canonical, bundle.tolerance(), new WorkDays(bundle.calendar()))
                    : List.of();
            return CaseEntries.of(document, canonical, bytes, instantItem(document, inbound, canonical), connector,
                    promises);
        }
        MaterialSettings limits = bundle.connectors().find(connector).flatMap(ConnectorDescriptor::materials).orElseThrow(
                () -> new HubException(ErrorCode.BUNDLE_INVALID, connector + ": no materials in connector.yaml"));
        return MaterialEntries.of(canonical, inbound.stored(), limits);
    }

    /** A case that was opened elsewhere may be of an item that nobody hands in here; such an item is not instant. */
    private boolean instantItem(String document, Inbound inbound, JsonNode canonical) {
        return inbound.instantItem()
                || bundle.items().known(CaseEntries.taskCode(document, canonical)).map(Item::instant).orElse(false);
    }

    private String key(Arrival arrival, JsonNode canonical) {
        String given = arrival.idempotencyKey();
        if (given != null) {
            if (!KEY.matcher(given).matches()) {
                throw new HubException(ErrorCode.ID_MALFORMED, "Idempotency-Key", List.of(
                        new Place("header:Idempotency-Key", "id", "1 to 200 visible ASCII characters")));
            }
            return given;
        }
        return key.stream().map(pointer -> value(canonical, pointer)).collect(Collectors.joining("/"));
    }

    private static String value(JsonNode canonical, JsonPointer pointer) {
        JsonNode value = canonical.at(pointer);
        if (!value.isValueNode() || value.isNull()) {
            throw new HubException(ErrorCode.MAPPING_FAILED, "canonical field " + pointer);
        }
        return value.asText();
    }

    private List<Identifier> identifiers(String document, JsonNode canonical) {
        return bundle.personal().indexed(document, canonical).stream()
                .map(value -> new Identifier(value.kind(), value.value()))
                .toList();
    }
}
