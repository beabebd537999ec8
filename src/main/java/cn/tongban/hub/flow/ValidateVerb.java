package cn.tongban.hub.flow;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.Door;
import cn.tongban.hub.mapping.ContractLibrary;
import cn.tongban.hub.mapping.JsonReader;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * {@code hub:validate/<connector>/<contract>}: the body keeps the contract. Bytes are read here, once, as JSON, or as XML
 * which is held against its schema and becomes JSON; the later verbs work on the tree.
 */
final class ValidateVerb implements Verb {
    private static final int MAX_BODY = 1 << 20;
    private static final int MAX_DEPTH = 32;

    private final ContractLibrary contracts;
    private final String contract;
    private final JsonReader reader;
    private final Optional<XmlBody> xml;

    ValidateVerb(Bundle bundle, String contract, ConnectorDescriptor connector) {
        this.contracts = bundle.contracts();
        this.contract = contract;
        this.xml = XmlBody.of(bundle, contract, connector);
        this.reader = new JsonReader(
                connector.door().map(Door::maxBody).orElse(MAX_BODY),
                connector.door().map(Door::maxDepth).orElse(MAX_DEPTH));
    }

    @Override
    public void run(Exchange exchange) {
        Passage passage = Passage.of(exchange);
        Object body = exchange.getMessage().getBody();
        boolean fromXml = !(body instanceof JsonNode) && XmlBody.is(type(passage));
        JsonNode document = body instanceof JsonNode tree ? tree : read(exchange, type(passage));
        if (passage instanceof Inbound inbound) {
            // Also what the contract refuses below was sent, and is worth knowing.
            inbound.decoded(new Passage.Decoded(contract, "", document, inbound.arrival().body().length));
        }
        ContractLibrary.Verdict verdict =
                contracts.validate(contract, document, passage.asOf().atZone(Inbound.ZONE).toLocalDate());
        if (!verdict.isValid()) {
            throw new HubException(ErrorCode.CONTRACT_VIOLATION, contract,
                    fromXml ? xml.orElseThrow().paths(verdict.errors()) : verdict.errors());
        }
        if (!(passage instanceof Inbound)) {
            passage.asked(document);
        }
        exchange.getMessage().setBody(document);
    }

    private JsonNode read(Exchange exchange, @Nullable String type) {
        byte[] bytes = JsonBytes.body(exchange);
        if (!XmlBody.is(type)) {
            return reader.read(bytes, type);
        }
        return xml.orElseThrow(() -> new HubException(ErrorCode.BUNDLE_INVALID, contract + " describes no XML element"))
                .read(bytes, type);
    }

    private static @Nullable String type(Passage passage) {
        return passage instanceof Inbound inbound ? inbound.arrival().contentType() : null;
    }
}
