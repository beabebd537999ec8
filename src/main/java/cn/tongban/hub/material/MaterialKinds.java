package cn.tongban.hub.material;

import cn.tongban.hub.connector.MaterialType;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;

/** What a file is, told by its bytes; what it calls itself must agree. */
public final class MaterialKinds {
    private static final int HEAD = 64 * 1024;
    private static final int LOCAL_HEADER = 0x504b0304;
    private static final String ANY = "application/octet-stream";
    private static final MimeTypes MAGIC = MimeTypes.getDefaultMimeTypes();

    private MaterialKinds() {}

    /**
     * Looks into the whole file.
     *
     * @param contentType as sent
     * @param fileName cleaned
     * @param allowed what is taken in
     * @throws HubException MATERIAL_TYPE_REFUSED, MATERIAL_TYPE_MISMATCH or MATERIAL_UNSAFE, with the place
     */
    public static MaterialType check(
            SeekableByteChannel file, @Nullable String contentType, String fileName, Set<MaterialType> allowed)
            throws IOException {
        String found = magic(file);
        MaterialType type = type(found, file);
        if (!allowed.contains(type)) {
            throw refused(type.mediaType());
        }
        if (!type.fits(fileName)) {
            throw mismatch(type, MaterialName.FILE_HEADER, "the ending says another type");
        }
        if (contentType != null && !contentType.equals(ANY) && !contentType.equals(type.mediaType())) {
            throw mismatch(type, "Content-Type", "the header says another type");
        }
        return type;
    }

    private static MaterialType type(String found, SeekableByteChannel file) throws IOException {
        MaterialType plain = MaterialType.ofMediaType(found.equals("text/xml") ? "application/xml" : found).orElse(null);
        if (plain == MaterialType.ZIP) {
            return ZipLook.into(file);
        }
        if (plain == MaterialType.XML) {
            XmlLook.into(Channels.newInputStream(file.position(0)));
        }
        if (plain == null) {
            throw refused(found);
        }
        return plain;
    }

    private static String magic(SeekableByteChannel file) throws IOException {
        ByteBuffer head = ByteBuffer.allocate((int) Math.min(HEAD, file.size()));
        file.position(0);
        while (head.hasRemaining() && file.read(head) >= 0) {
            // Goes on until the head is full or the file ends.
        }
        if (head.position() >= 4 && head.getInt(0) == LOCAL_HEADER) {
            // What kind of container it is, is seen inside and not by the name of its first entry.
            return MaterialType.ZIP.mediaType();
        }
        return MAGIC.detect(new ByteArrayInputStream(head.array(), 0, head.position()), new Metadata())
                .getBaseType().toString();
    }

    private static HubException refused(String found) {
        return new HubException(ErrorCode.MATERIAL_TYPE_REFUSED, found, List.of(
                new Place("body", "media-type", "the bytes are of a type that is not taken in")));
    }

    private static HubException mismatch(MaterialType type, String header, String detail) {
        return new HubException(ErrorCode.MATERIAL_TYPE_MISMATCH, type.mediaType(),
                List.of(new Place("header:" + header, "media-type", detail)));
    }
}
