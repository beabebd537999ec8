package cn.tongban.hub.material;

import cn.tongban.hub.connector.MaterialType;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Looks through a zip container: what it is, and that nobody who unpacks it will be hurt. Everything is unpacked into
 * nothing, for what a directory says of sizes is the sender's word.
 */
final class ZipLook {
    private static final int MOST_ENTRIES = 10_000;
    private static final long MOST_BYTES = 4L << 30;
    private static final long FREE_BYTES = 10L << 20;
    private static final int MOST_RATIO = 100;
    private static final int DEEPEST = 2;

    private final byte[] piece = new byte[64 * 1024];
    private long unpacked;

    private ZipLook() {}

    static MaterialType into(SeekableByteChannel file) throws IOException {
        return new ZipLook().look(file);
    }

    private MaterialType look(SeekableByteChannel file) throws IOException {
        ZipDirectory.check(file, MOST_ENTRIES);
        file.position(0);
        try (ZipFile zip = ZipFile.builder().setSeekableByteChannel(new KeptOpen(file)).setIgnoreLocalFileHeader(false).get()) {
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntriesInPhysicalOrder());
            checkPlaces(zip, entries, file.size());
            for (int i = 0; i < entries.size(); i++) {
                entry(zip, entries.get(i), "body:entry/" + (i + 1));
            }
            return kind(entries);
        } catch (ZipException | UncheckedIOException | IllegalArgumentException e) {
            throw Unsafe.because("zip-broken", "body", "the zip container cannot be read");
        } catch (EOFException e) {
            throw Unsafe.because("zip-broken", "body", "the zip container is cut short");
        }
    }

    /** Entries that share bytes: a small file that unpacks to a huge one in a thousand places. */
    private static void checkPlaces(ZipFile zip, List<ZipArchiveEntry> entries, long size) {
        List<ZipArchiveEntry> byPlace = new ArrayList<>(entries);
        byPlace.sort(Comparator.comparingLong(ZipArchiveEntry::getLocalHeaderOffset));
        long end = 0;
        for (ZipArchiveEntry entry : byPlace) {
            long start = entry.getLocalHeaderOffset();
            if (start < end) {
                throw Unsafe.because("zip-overlap", "body", "entries share bytes");
            }
            end = Math.max(start, entry.getDataOffset()) + Math.max(0, entry.getCompressedSize());
            if (end > size) {
                throw Unsafe.because("zip-broken", "body", "an entry reaches beyond the end");
            }
        }
    }

    private void entry(ZipFile zip, ZipArchiveEntry entry, String place) throws IOException {
        name(entry, place);
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw Unsafe.because("zip-encrypted", place, "an entry is encrypted and cannot be looked into");
        }
        if (entry.isUnixSymlink()) {
            throw Unsafe.because("zip-link", place, "links are not taken in");
        }
        if (!zip.canReadEntryData(entry)) {
            throw Unsafe.because("zip-method", place, "the way of compression is not known");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            unpack(in, Math.max(1, entry.getCompressedSize()), place, 1);
        }
    }

    private static void name(ZipArchiveEntry entry, String place) {
        String name = entry.getName().replace('\\', '/');
        boolean out = name.startsWith("/") || name.matches("(?s)[A-Za-z]:.*") || ("/" + name + "/").contains("/../");
        if (out || name.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
            throw Unsafe.because("zip-path", place, "the name of an entry leads out of its folder");
        }
    }

    /** Reads to the end and counts; a container within a container is looked through, too, but not without end. */
    private void unpack(InputStream in, long packed, String place, int depth) throws IOException {
        long own = 0;
        boolean first = true;
        for (int read = in.readNBytes(piece, 0, piece.length); read > 0; read = in.readNBytes(piece, 0, piece.length)) {
            if (first && isZip(read)) {
                nested(in, read, packed, place, depth);
                return;
            }
            first = false;
            own += read;
            count(read, own, packed, place);
        }
    }

    private boolean isZip(int read) {
        return read > 4 && piece[0] == 'P' && piece[1] == 'K' && piece[2] == 3 && piece[3] == 4;
    }

    private void nested(InputStream rest, int read, long packed, String place, int depth) throws IOException {
        if (depth >= DEEPEST) {
            throw Unsafe.because("zip-depth", place, "containers are nested too deeply");
        }
        InputStream head = new ByteArrayInputStream(piece.clone(), 0, read);
        Counted whole = new Counted(new SequenceInputStream(head, rest), packed, place);
        try (ZipInputStream zip = new ZipInputStream(whole, StandardCharsets.UTF_8)) {
            int entries = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MOST_ENTRIES) {
                    throw Unsafe.because("zip-entries", place, "more than " + MOST_ENTRIES + " entries");
                }
                unpack(zip, packed, place, depth + 1);
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw Unsafe.because("zip-broken", place, "a container within the container cannot be read");
        }
    }

    private void count(int read, long own, long packed, String place) {
        unpacked += read;
        if (unpacked > MOST_BYTES) {
            throw Unsafe.because("zip-size", place, "unpacks to more than 4 GB");
        }
        if (own > FREE_BYTES && own / packed > MOST_RATIO) {
            throw Unsafe.because("zip-ratio", place, "unpacks to more than a hundred times its size");
        }
    }

    /** The bytes of a container within a container count as unpacked bytes of the outer one. */
    private final class Counted extends FilterInputStream {
        private final long packed;
        private final String place;
        private long own;

        Counted(InputStream in, long packed, String place) {
            super(in);
            this.packed = packed;
            this.place = place;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            own += Math.max(0, read);
            count(Math.max(0, read), own, packed, place);
            return read;
        }

        @Override
        public void close() {
            // The outer container goes on behind it.
        }
    }

    private static MaterialType kind(List<ZipArchiveEntry> entries) {
        boolean office = has(entries, "[Content_Types].xml");
        if (office && has(entries, "word/document.xml")) {
            return MaterialType.DOCX;
        }
        if (office && has(entries, "xl/workbook.xml")) {
            return MaterialType.XLSX;
        }
        return has(entries, "OFD.xml") ? MaterialType.OFD : MaterialType.ZIP;
    }

    private static boolean has(List<ZipArchiveEntry> entries, String name) {
        return entries.stream().anyMatch(entry -> entry.getName().equals(name));
    }
}
