package cn.tongban.hub.mapping;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Small bundles for tests: path, text, path, text, … */
public final class Bundles {
    private Bundles() {}

    public static BundleFiles of(String... pathsAndTexts) {
        Map<String, byte[]> files = new HashMap<>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.put(pathsAndTexts[i], pathsAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return BundleFiles.of(files);
    }
}
