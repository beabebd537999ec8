package cn.tongban.hub.material;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files for tests, made when they are needed; none of them is anybody's. */
public final class Papers {
    private Papers() {}

    /** What a reader takes for a PDF, as large as asked for. */
    public static byte[] pdf(int size) {
        byte[] bytes = new byte[Math.max(size, 200)];
        new Random(size).nextBytes(bytes);
        put(bytes, 0, "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n");
        put(bytes, bytes.length - 7, "\n%%EOF\n");
        return bytes;
    }

    public static byte[] exe() {
        byte[] bytes = new byte[1024];
        bytes[0] = 'M';
        bytes[1] = 'Z';
        bytes[0x3c] = (byte) 0x80;
        put(bytes, 0x80, "PE\0\0");
        return bytes;
    }

    public static byte[] png() {
        byte[] bytes = new byte[100];
        put(bytes, 1, "PNG\r\n\u001a\n");
        bytes[0] = (byte) 0x89;
        return bytes;
    }

    public static byte[] jpg() {
        byte[] bytes = new byte[100];
        byte[] start = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0};
        System.arraycopy(start, 0, bytes, 0, start.length);
        return bytes;
    }

    public static byte[] tif() {
        byte[] bytes = new byte[100];
        put(bytes, 0, "II*\0");
        return bytes;
    }

    public static byte[] docx() {
        return zip("[Content_Types].xml", "<Types/>", "word/document.xml", "<document/>");
    }

    public static byte[] xlsx() {
        return zip("[Content_Types].xml", "<Types/>", "xl/workbook.xml", "<workbook/>");
    }

    public static byte[] ofd() {
        return zip("OFD.xml", "<OFD/>", "Doc_0/Document.xml", "<Document/>");
    }

    public static byte[] xml(String body) {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + body).getBytes(StandardCharsets.UTF_8);
    }

    /** Names and texts in turn. */
    public static byte[] zip(String... namesAndTexts) {
        return zip(zip -> {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    /** One entry that unpacks to so many megabytes of nothing. */
    public static byte[] bomb(int megabytes) {
        byte[] nothing = new byte[1 << 20];
        return zip(zip -> {
            zip.putNextEntry(new ZipEntry("nothing.bin"));
            for (int i = 0; i < megabytes; i++) {
                zip.write(nothing);
            }
        });
    }

    /** A container in a container in a container … */
    public static byte[] nested(int depth) {
        byte[] inner = zip("a.txt", "a");
        for (int i = 1; i < depth; i++) {
            byte[] packed = inner;
            inner = zip(zip -> {
                zip.putNextEntry(new ZipEntry("inner.zip"));
                zip.write(packed);
            });
        }
        return inner;
    }

    public static byte[] manyEntries(int count) {
        return zip(zip -> {
            for (int i = 0; i < count; i++) {
                ZipEntry entry = new ZipEntry("e" + i);
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(0);
                entry.setCrc(new CRC32().getValue());
                zip.putNextEntry(entry);
            }
        });
    }

    private interface Filling {
        void into(ZipOutputStream zip) throws IOException;
    }

    private static byte[] zip(Filling filling) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            filling.into(zip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void put(byte[] bytes, int at, String text) {
        byte[] part = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(part, 0, bytes, at, part.length);
    }
}
