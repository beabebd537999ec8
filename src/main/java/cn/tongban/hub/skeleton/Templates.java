package cn.tongban.hub.skeleton;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The templates that travel in the jar under {@code skeleton/}. Words in double underscores, such as {@code __name__}, are
 * replaced in paths and in texts; {@code skeleton/FILES} lists the files, because a jar cannot be walked through.
 */
final class Templates {
    private static final String ROOT = "/skeleton/";
    private static final Pattern WORD = Pattern.compile("__([A-Za-z]+)__");

    private Templates() {}

    /**
     * Every file of one template.
     *
     * @param values what stands for each word, the word without its underscores
     */
    static Map<String, String> fill(String template, Map<String, String> values) {
        Map<String, String> files = new TreeMap<>();
        text("FILES").lines().filter(line -> line.startsWith(template + "/")).forEach(line ->
                files.put(replaced(line.substring(template.length() + 1), values), replaced(text(line), values)));
        return files;
    }

    /** What each template knows about a connector. */
    static Map<String, String> of(String name) {
        Map<String, String> values = new HashMap<>();
        values.put("name", name);
        values.put("NAME", Names.upper(name));
        values.put("Name", Names.title(name));
        values.put("title", Names.title(name));
        return values;
    }

    static boolean has(String path) {
        return Templates.class.getResource(ROOT + path) != null;
    }

    static String text(String path) {
        try (InputStream in = Templates.class.getResourceAsStream(ROOT + path)) {
            if (in == null) {
                throw new IllegalStateException("no template " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In one pass: what comes from a document may look like such a word itself. */
    private static String replaced(String text, Map<String, String> values) {
        return WORD.matcher(text).replaceAll(found ->
                Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }
}
