package cn.tongban.hub.flow;

import cn.tongban.hub.blob.BlobDamagedException;
import cn.tongban.hub.material.MaterialStore;
import cn.tongban.hub.material.StoredMaterial;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.dao.DataAccessException;

/**
 * The bytes of a material as they lie in the store, read anew for each attempt and never held. Their digests are known, so
 * that they can be signed before they leave.
 */
record MaterialBody(StoredMaterial material, MaterialStore store, Duration patience) implements OutBody {
    private static final int PIECE = 64 * 1024;

    @Override
    public long length() {
        return material.size();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        try (InputStream in = store.read(material)) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                out.write(piece, 0, read);
            }
        } catch (HubException | DataAccessException e) {
            // The head has left already: to the partner and to the lane this is a broken transfer.
            throw new IOException("the bytes of a material stopped", e);
        }
    }

    /** A signature over bytes covers the SM3 of a stream as it is written: nobody can hash a gigabyte before sending it. */
    @Override
    public byte[] signed() {
        return sm3().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String sm3() {
        return material.facts().sm3();
    }

    @Override
    public String sha256() {
        return material.facts().sha256();
    }

    @Override
    public void check() {
        read(in -> in.read());
    }

    /** What a reader gives; trouble of the store is told as what it means for the delivery. */
    <T> T read(Reading<T> reading) {
        try (InputStream in = store.read(material)) {
            return reading.of(in);
        } catch (BlobDamagedException e) {
            throw new HubException(ErrorCode.MATERIAL_UNKNOWN, material.materialId(), e);
        } catch (IOException | DataAccessException e) {
            throw new HubException(ErrorCode.DATABASE_UNAVAILABLE, "", e);
        }
    }

    /** Reads from the open bytes. */
    interface Reading<T> {
        T of(InputStream in) throws IOException;
    }
}
