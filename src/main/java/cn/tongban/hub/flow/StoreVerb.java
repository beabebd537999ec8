package cn.tongban.hub.flow;

import cn.tongban.hub.blob.BlobDraft;
import cn.tongban.hub.blob.Content;
import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.HmacSm3Signature;
import cn.tongban.hub.connector.MaterialSettings;
import cn.tongban.hub.connector.MaterialType;
import cn.tongban.hub.connector.Secrets;
import cn.tongban.hub.connector.SignedRequest;
import cn.tongban.hub.material.MaterialKinds;
import cn.tongban.hub.material.MaterialName;
import cn.tongban.hub.material.MaterialStore;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * {@code hub:store/<connector>}: takes the body of a streaming door, or a file that a source read, into the blob store, digests it on the way, and only
 * then knows whether the signature, the announced digests and the kind of file are right. Whatever is not leaves nothing.
 * Where the SM3 was announced, the signature was verified with it before, and here the bytes must have it. Afterwards the
 * body is a small document that stands for the bytes.
 */
final class StoreVerb implements Verb {
    private static final int PIECE = 256 * 1024;
    private static final int LOOK_EVERY = 16 << 20;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final ConnectorDescriptor connector;
    private final MaterialSettings limits;
    private final Secrets secrets;
    private final HmacSm3Signature signature;
    private final MaterialStore materials;

    StoreVerb(ConnectorDescriptor connector, Secrets secrets, HmacSm3Signature signature, MaterialStore materials) {
        Verbs.require(connector.materials().isPresent(), "materials section of connector", connector.id());
        this.connector = connector;
        this.limits = connector.materials().orElseThrow();
        this.secrets = secrets;
        this.signature = signature;
        this.materials = materials;
    }

    @Override
    public void run(Exchange exchange) {
        Inbound inbound = Passage.inbound(exchange);
        DoorUpload upload = inbound.upload().orElseThrow(() -> new HubException(ErrorCode.BUNDLE_INVALID,
                exchange.getFromRouteId() + ": only at a door with useStreaming, or for files of a source"));
        Map<String, String> path = inbound.arrival().path();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("caseNo", parameter(path, "caseNo"));
        document.put("materialId", parameter(path, "materialId"));
        document.put("name", MaterialName.read(MaterialName.NAME_HEADER, upload.name()));
        String file = MaterialName.read(MaterialName.FILE_HEADER, upload.file());
        document.put("fileName", file);
        if (upload.getType() != null) {
            document.put("getType", upload.getType());
        }
        StoredUpload stored = take(inbound, upload, file, parameter(path, "caseNo"));
        document.put("mediaType", stored.type().mediaType());
        document.put("size", stored.content().size());
        document.put("sha256", stored.content().sha256());
        document.put("sm3", stored.content().sm3());
        inbound.stored(stored, JsonBytes.of(document));
        exchange.getMessage().setBody(document);
    }

    private StoredUpload take(Inbound inbound, DoorUpload upload, String file, String caseNo) {
        try (BlobDraft draft = materials.draft(connector.id(), caseNo, limits.maxCase())) {
            copy(upload, draft);
            Content content = draft.finish();
            inbound.request().filter(request -> inbound.sender() == null).ifPresent(request -> inbound.verified(
                    signature.verify(connector, secrets, request.signature(),
                            new SignedRequest(request.method(), request.pathWithQuery(), content.sm3()))));
            announced(DoorUpload.SHA256, upload.sha256(), content.sha256());
            announced(DoorUpload.SM3, upload.sm3(), content.sm3());
            if (content.size() == 0) {
                throw new HubException(ErrorCode.MATERIAL_EMPTY, "", List.of(new Place("body", "size", "no bytes came")));
            }
            MaterialType type = look(draft, inbound.arrival().contentType(), file);
            return new StoredUpload(draft.publish(), content, type);
        } catch (DataAccessException e) {
            throw new HubException(ErrorCode.DATABASE_UNAVAILABLE, "", List.of(), RETRY_AFTER, e);
        } catch (IOException e) {
            // Reading from the sender is translated below; what is left is the store.
            materials.checkRoom();
            throw new HubException(ErrorCode.DATABASE_UNAVAILABLE, "", List.of(), RETRY_AFTER, e);
        }
    }

    private MaterialType look(BlobDraft draft, @Nullable String contentType, String file) throws IOException {
        String declared = contentType == null ? null : DoorReader.mediaType(contentType);
        try (SeekableByteChannel look = draft.look()) {
            return MaterialKinds.check(look, declared, file, limits.types());
        }
    }

    private void copy(DoorUpload upload, BlobDraft draft) throws IOException {
        byte[] piece = new byte[PIECE];
        long size = 0;
        for (int read = read(upload, piece); read > 0; read = read(upload, piece)) {
            size += read;
            if (size > limits.maxFile()) {
                throw new HubException(ErrorCode.MATERIAL_TOO_LARGE, limits.maxFile() + " bytes",
                        List.of(new Place("body", "size", "more than a material may have")));
            }
            if (size / LOOK_EVERY != (size - read) / LOOK_EVERY) {
                materials.checkRoom();
            }
            draft.write(piece, 0, read);
        }
        if (upload.length() >= 0 && size < upload.length()) {
            throw new HubException(ErrorCode.BODY_TRUNCATED);
        }
    }

    /** Whole pieces: what comes after this has a cost for each. */
    private static int read(DoorUpload upload, byte[] piece) {
        try {
            return upload.body().readNBytes(piece, 0, piece.length);
        } catch (IOException e) {
            throw new HubException(ErrorCode.BODY_TRUNCATED, "", e);
        }
    }

    private static void announced(String header, @Nullable String announced, String found) {
        if (announced != null && !announced.strip().equalsIgnoreCase(found)) {
            throw new HubException(ErrorCode.MATERIAL_DIGEST_WRONG, "",
                    List.of(new Place("header:" + header, "digest", "the bytes that came have another digest")));
        }
    }

    private static String parameter(Map<String, String> path, String name) {
        String value = path.get(name);
        if (value == null) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, "a door for materials has {caseNo} and {materialId}");
        }
        return value;
    }
}
