package cn.tongban.hub.release;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * A bundle as one zip. Packing is repeatable: the same files give the same bytes. Unpacking takes place in memory, counts
 * what really comes out and never believes what the archive says of itself.
 */
public final class BundleArchive {
    /** Largest archive that is looked at. */
    public static final int MOST_BYTES = 16 << 20;

    private BundleArchive() {}

    public static byte[] pack(BundleFiles files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String path : files.paths()) {
                ZipEntry entry = new ZipEntry(path);
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(files.bytes(path).orElseThrow());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws HubException BUNDLE_INVALID naming the entry and what is wrong with it */
    public static BundleFiles unpack(byte[] archive) {
        if (archive.length > MOST_BYTES) {
            throw refused("", "size", "an archive larger than 16 MiB");
        }
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipFile zip = ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(archive)).get()) {
            long total = 0;
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                if (entry.isDirectory()) {
                    continue;
                }
                if (files.size() == BundleFiles.MOST_FILES) {
                    throw refused("", "size", "more than " + BundleFiles.MOST_FILES + " files");
                }
                byte[] content = content(zip, entry);
                total += content.length;
                if (total > BundleFiles.MOST_BYTES_OF_ALL) {
                    throw refused(entry.getName(), "size", "the archive is larger than 32 MiB unpacked");
                }
                if (files.put(entry.getName(), content) != null) {
                    throw refused(entry.getName(), "duplicate", "the name occurs twice");
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw refused("", "zip", "not a zip archive that can be read");
        }
        return BundleFiles.of(files);
    }

    private static byte[] content(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        if (entry.isUnixSymlink()) {
            throw refused(entry.getName(), "link", "a symbolic link");
        }
        if (!zip.canReadEntryData(entry)) {
            throw refused(entry.getName(), "zip", "encrypted, or packed in a way that is not read here");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] content = in.readNBytes(BundleFiles.MOST_BYTES_OF_ONE + 1);
            if (content.length > BundleFiles.MOST_BYTES_OF_ONE) {
                throw refused(entry.getName(), "size", "larger than 2 MiB");
            }
            return content;
        }
    }

    private static HubException refused(String entry, String rule, String why) {
        return new HubException(ErrorCode.BUNDLE_INVALID, entry.isEmpty() ? why : printable(entry) + ": " + why,
                List.of(new Place(printable(entry), rule, why)));
    }

    /** A name out of an archive may hold anything. */
    private static String printable(String name) {
        String shown = name.replaceAll("[\\p{Cntrl}]", "?");
        return shown.length() > 200 ? shown.substring(0, 200) + "…" : shown;
    }
}
