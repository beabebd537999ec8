package cn.tongban.hub.flow;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.MaterialSettings;
import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.material.MaterialName;
import cn.tongban.hub.material.MaterialStore;
import cn.tongban.hub.material.StoredMaterial;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.time.Duration;
import java.util.Base64;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * {@code hub:attach/<connector>}: the next request carries the bytes of the message's material, in the form in which the
 * destination takes them ({@code materials.as} in its connector.yaml). What its Kamelet may want in headers stands in the
 * variables {@code hub.material…}, names percent-encoded.
 */
final class AttachVerb implements Verb {
    private static final int MOST_IN_JSON = 2 << 20;

    private final ConnectorDescriptor connector;
    private final MaterialSettings settings;
    private final MaterialStore materials;

    AttachVerb(ConnectorDescriptor connector, MaterialStore materials) {
        Verbs.require(connector.materials().isPresent(), "materials section of connector", connector.id());
        this.connector = connector;
        this.settings = connector.materials().orElseThrow();
        this.materials = materials;
    }

    @Override
    public void run(Exchange exchange) {
        Outbound outbound = Passage.outbound(exchange);
        Attempt attempt = outbound.attempt();
        StoredMaterial material = material(attempt);
        variables(exchange, material);
        MaterialBody body = new MaterialBody(material, materials, patience(material));
        switch (settings.as()) {
            case STREAM -> outbound.attach(new Plain(body));
            case MULTIPART -> outbound.attach(new MultipartAttachment(body, attempt.deliveryId()));
            case BASE64 -> put(exchange, base64(body));
            case MTOM -> {
                MtomAttachment beside = new MtomAttachment(body, attempt.deliveryId());
                put(exchange, beside.reference());
                outbound.attach(beside);
            }
            case LINK -> put(exchange, link(material, attempt));
        }
    }

    private StoredMaterial material(Attempt attempt) {
        try {
            return materials.ofMessage(attempt.messageId())
                    .filter(found -> found.blob().isPresent())
                    .orElseThrow(() -> new HubException(ErrorCode.MATERIAL_UNKNOWN, attempt.messageId().toString()));
        } catch (DataAccessException e) {
            throw new HubException(ErrorCode.DATABASE_UNAVAILABLE, "", e);
        }
    }

    private String link(StoredMaterial material, Attempt attempt) {
        try {
            return materials.link(material, connector.id(), attempt.deliveryId(), settings.linkLife()).toString();
        } catch (DataAccessException e) {
            throw new HubException(ErrorCode.DATABASE_UNAVAILABLE, "", e);
        }
    }

    private Duration patience(StoredMaterial material) {
        return Duration.ofSeconds(material.size() / settings.slowest());
    }

    private static String base64(MaterialBody body) {
        if (body.length() > MOST_IN_JSON) {
            throw new HubException(ErrorCode.MATERIAL_TOO_LARGE, MOST_IN_JSON + " bytes");
        }
        return Base64.getEncoder().encodeToString(body.read(InputStream::readAllBytes));
    }

    /** Into a copy: the document that the mapping made may be a part of the stored one. */
    private void put(Exchange exchange, String text) {
        if (!(exchange.getMessage().getBody() instanceof ObjectNode document)) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, exchange.getFromRouteId() + ": map before attach");
        }
        ObjectNode copy = document.deepCopy();
        JsonPointer pointer = JsonPointer.compile(settings.pointer());
        ObjectNode at = copy;
        for (JsonPointer rest = pointer; !rest.tail().matches(); rest = rest.tail()) {
            JsonNode next = at.get(rest.getMatchingProperty());
            at = next instanceof ObjectNode object ? object : at.putObject(rest.getMatchingProperty());
        }
        at.put(pointer.last().getMatchingProperty(), text);
        exchange.getMessage().setBody(copy);
    }

    private static void variables(Exchange exchange, StoredMaterial material) {
        exchange.setVariable("hub.materialId", material.materialId());
        exchange.setVariable("hub.materialName", MaterialName.encode(material.facts().name()));
        exchange.setVariable("hub.materialFile", MaterialName.encode(material.facts().fileName()));
        exchange.setVariable("hub.materialType", material.mediaType());
        exchange.setVariable("hub.materialSize", Long.toString(material.size()));
        exchange.setVariable("hub.materialSha256", material.facts().sha256());
        exchange.setVariable("hub.materialSm3", material.facts().sm3());
    }

    /** The bytes are the body, whatever document the route made. */
    private record Plain(MaterialBody file) implements Attachment {
        @Override
        public String contentType(@Nullable String document) {
            return file.material().mediaType();
        }

        @Override
        public OutBody body(byte[] document, @Nullable String contentType) {
            return file;
        }
    }
}
