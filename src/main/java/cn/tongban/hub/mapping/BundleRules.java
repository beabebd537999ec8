package cn.tongban.hub.mapping;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What may be in a bundle at all: three top folders, known file types, bounded sizes. */
final class BundleRules {
    static final Set<String> FOLDERS = Set.of("routes", "connectors", "mappings");
    static final int MAX_FILE_BYTES = 2 * 1024 * 1024;
    static final int MAX_FILES = 5_000;
    static final long MAX_TOTAL_BYTES = 32L * 1024 * 1024;
    private static final Set<String> TYPES =
            Set.of("yaml", "yml", "jslt", "xslt", "json", "csv", "md", "txt", "xml", "xsd", "wsdl", "sql", "http");

    private BundleRules() {}

    static void check(Map<String, byte[]> files) {
        if (files.size() > MAX_FILES) {
            throw refused("more than " + MAX_FILES + " files");
        }
        long total = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            checkPath(file.getKey());
            total += file.getValue().length;
            if (file.getValue().length > MAX_FILE_BYTES) {
                throw refused(file.getKey() + " is larger than 2 MiB");
            }
        }
        if (total > MAX_TOTAL_BYTES) {
            throw refused("larger than 32 MiB in all");
        }
    }

    private static void checkPath(String path) {
        String[] parts = path.split("/", -1);
        if (parts.length < 2 || !FOLDERS.contains(parts[0]) || path.indexOf('\\') >= 0 || path.indexOf('\0') >= 0) {
            throw refused(path + " is outside routes/, connectors/ and mappings/");
        }
        for (String part : parts) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw refused(path + " leaves the bundle");
            }
        }
        String type = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (!TYPES.contains(type)) {
            throw refused(path + " is not a known file type");
        }
    }

    /** Editors and desktops leave these behind; they are never part of a bundle. */
    static boolean leftOut(String fileName) {
        return fileName.startsWith(".") || fileName.endsWith("~");
    }

    static HubException refused(String why) {
        return new HubException(ErrorCode.BUNDLE_INVALID, why);
    }
}
