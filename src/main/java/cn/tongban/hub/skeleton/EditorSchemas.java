package cn.tongban.hub.skeleton;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The JSON Schemas by which editors complete and check the files of a bundle. They lie beside it under {@code schemas/}. */
public final class EditorSchemas {
    /** One for each kind of file. */
    static final List<String> NAMES = List.of("connector", "flow", "route-test", "simulator", "code-table", "contract");

    private EditorSchemas() {}

    /** Their texts by path, such as {@code schemas/connector.schema.json}. */
    public static SortedMap<String, String> files() {
        SortedMap<String, String> files = new TreeMap<>();
        NAMES.forEach(name -> files.put(path(name), text(name)));
        return files;
    }

    static String path(String name) {
        return "schemas/" + name + ".schema.json";
    }

    private static String text(String name) {
        try (InputStream in = EditorSchemas.class.getResourceAsStream("/" + path(name))) {
            if (in == null) {
                throw new IllegalStateException("no schema " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
