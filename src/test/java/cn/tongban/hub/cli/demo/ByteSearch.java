package cn.tongban.hub.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Looks for texts in raw bytes, each as UTF-8, GB18030 and both kinds of UTF-16, all in one pass. */
final class ByteSearch {
    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.UTF_8, Charset.forName("GB18030"), StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

    /** By the first two bytes; null where no text begins so. */
    private final List<List<Pattern>> byStart = new ArrayList<>();

    private record Pattern(String text, Charset charset, byte[] bytes) {
        boolean isAt(byte[] in, int at) {
            if (at + bytes.length > in.length) {
                return false;
            }
            for (int i = 0; i < bytes.length; i++) {
                if (in[at + i] != bytes[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    ByteSearch(Collection<String> texts) {
        for (int i = 0; i <= 0xffff; i++) {
            byStart.add(List.of());
        }
        for (String text : texts) {
            for (Charset charset : CHARSETS) {
                byte[] bytes = text.getBytes(charset);
                int start = start(bytes, 0);
                List<Pattern> more = new ArrayList<>(byStart.get(start));
                more.add(new Pattern(text, charset, bytes));
                byStart.set(start, more);
            }
        }
    }

    /** What is there, as {@code text (charset)}. */
    Set<String> in(byte[] bytes) {
        Set<String> found = new LinkedHashSet<>();
        for (int at = 0; at + 1 < bytes.length; at++) {
            for (Pattern pattern : byStart.get(start(bytes, at))) {
                if (pattern.isAt(bytes, at)) {
                    found.add(pattern.text() + " (" + pattern.charset() + ")");
                }
            }
        }
        return found;
    }

    /** What is there in the files of a folder, as {@code file: text (charset)}. */
    Set<String> in(Path folder, Predicate<Path> wanted) {
        Set<String> found = new LinkedHashSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).filter(wanted).toList()) {
                in(Files.readAllBytes(file)).forEach(text -> found.add(folder.relativize(file) + ": " + text));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static int start(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }
}
