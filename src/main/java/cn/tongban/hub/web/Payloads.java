package cn.tongban.hub.web;

import cn.tongban.hub.journal.JournalRepository;
import cn.tongban.hub.journal.Payload;
import cn.tongban.hub.mapping.ContractLibrary;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.stereotype.Component;

/** Opens recorded documents, masked as a rule. */
@Component
public final class Payloads {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .readerFor(JsonNode.class);

    private final JournalRepository journal;
    private final BundleAtWork bundle;

    Payloads(JournalRepository journal, BundleAtWork bundle) {
        this.journal = journal;
        this.bundle = bundle;
    }

    /** The canonical document for eyes that do not need the values; empty once its retention or its key is gone. */
    public Optional<JsonNode> masked(UUID messageId) {
        return payload(messageId)
                .flatMap(p -> canonical(p).map(document -> bundle.parts().personal().masked(p.document(), document)));
    }

    /** The payload as it is. The caller answers for the right, the reason and the record of it. */
    public Optional<Payload> payload(UUID messageId) {
        try {
            return journal.payload(messageId);
        } catch (EmptyResultDataAccessException e) {
            // Its data key was deleted, and with it everything that the key sealed.
            return Optional.empty();
        }
    }

    public static Optional<JsonNode> canonical(Payload payload) {
        return Optional.ofNullable(payload.canonical()).map(Payloads::read);
    }

    /** @throws HubException PATCH_INVALID with the places at which a repaired document would break its schema */
    public void check(String document, Instant recordedAt, byte[] repaired) {
        List<Place> errors = places(document, recordedAt, read(repaired));
        if (!errors.isEmpty()) {
            throw new HubException(ErrorCode.PATCH_INVALID, errors.get(0).pointer(), errors);
        }
    }

    /** The places at which a document breaks its schema, without values. */
    List<Place> places(String document, Instant recordedAt, JsonNode content) {
        String contract = "canonical/" + document;
        ContractLibrary contracts = bundle.parts().contracts();
        return contracts.has(contract)
                ? contracts.validate(contract, content, recordedAt.atZone(ZONE).toLocalDate()).errors()
                : List.of();
    }

    static JsonNode read(byte[] json) {
        try {
            return READER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("A recorded document is not JSON", e);
        }
    }
}
