package cn.tongban.hub.release.mutation;

import static cn.tongban.hub.release.mutation.Edits.replace;

import cn.tongban.hub.mapping.BundleFiles;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Faults that any file can have. */
final class FileOperators {
    private static final String TEXT = "routes/.*\\.yaml|connectors/.*\\.(yaml|json)|mappings/.*\\.(csv|jslt)";

    private FileOperators() {}

    static List<Operator> all() {
        return List.of(
                whole("file missing", ".*", (bundle, path) -> Edits.moved(bundle, path, "")),
                whole("file renamed", ".*\\.(yaml|jslt|json|csv)", (bundle, path) -> Edits.moved(bundle, path, renamed(path))),
                whole("file in the wrong folder", ".*\\.(yaml|jslt|csv)|.*\\.schema\\.json", (bundle, path) ->
                        Edits.moved(bundle, path, misplaced(path))),
                whole("file emptied", ".*\\.(yaml|jslt|json)", (bundle, path) -> Edits.with(bundle, path, "")),
                whole("file cut short", ".*\\.(yaml|jslt|json)", FileOperators::cut),
                whole("saved as GBK", ".*\\.(yaml|jslt|json|csv)", FileOperators::gbk),
                replace("secret pasted", TEXT, "^(?=\\S)", (m, s) -> s.line() == 2 ? secret(s.path()) : null));
    }

    private static String secret(String path) {
        String comment = path.endsWith(".jslt") ? "// " : path.endsWith(".yaml") ? "# " : "";
        return comment + "\"password\": \"Hv7rT2qLx9Zk\",\n";
    }

    private static String renamed(String path) {
        int dot = path.indexOf('.', path.lastIndexOf('/'));
        return path.substring(0, dot) + "-old" + path.substring(dot);
    }

    private static String misplaced(String path) {
        return path.substring(0, path.lastIndexOf('/')) + "/new" + path.substring(path.lastIndexOf('/'));
    }

    private static BundleFiles cut(BundleFiles bundle, String path) {
        String text = bundle.text(path);
        return Edits.with(bundle, path, text.substring(0, text.length() * 2 / 3));
    }

    private static BundleFiles gbk(BundleFiles bundle, String path) {
        byte[] bytes = bundle.text(path).getBytes(Charset.forName("GBK"));
        boolean same = Arrays.equals(bytes, bundle.text(path).getBytes(StandardCharsets.UTF_8));
        return same ? bundle : bundle.with(BundleFiles.of(Map.of(path, bytes)));
    }

    private static Operator whole(String name, String path, BiFunction<BundleFiles, String, BundleFiles> change) {
        return new Operator() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<Mutant> mutants(BundleFiles bundle, String file) {
                if (!file.matches(path)) {
                    return List.of();
                }
                return List.of(new Mutant(name, file, 1, "", () -> change.apply(bundle, file)));
            }
        };
    }
}
