package cn.tongban.hub.material;

import cn.tongban.hub.blob.BlobDraft;
import cn.tongban.hub.support.HubException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** A place for the bytes of new materials, and the way back to those that are stored. */
public interface MaterialStore {
    /**
     * A place for the bytes of one material, sealed under the key of its case.
     *
     * @param connector who brings it: the desk that took the case in
     * @param room bytes that the materials of the case may have together
     * @throws HubException CASE_UNKNOWN for a case that is not there or not of this connector, MATERIALS_TOO_LARGE when
     *     there is no room at all
     */
    BlobDraft draft(String connector, String caseNo, long room) throws IOException;

    /** @throws HubException STORAGE_LOW when there is no more room for uploads on the local disk */
    void checkRoom();

    /** The material that a message brought; empty for other messages and for cases whose key was deleted. */
    Optional<StoredMaterial> ofMessage(UUID messageId);

    /**
     * The bytes.
     *
     * @throws HubException MATERIAL_UNKNOWN when there are none: only the fact was told, or they are gone
     * @throws IOException when the store does not give them, or what it gives is damaged
     */
    InputStream read(StoredMaterial material) throws IOException;

    /**
     * An address from which one partner can fetch the bytes once. The same delivery gets the same one again, and it works
     * again.
     */
    URI link(StoredMaterial material, String destination, UUID deliveryId, Duration life);
}
