package cn.tongban.hub.mapping;

import cn.tongban.hub.support.Digests;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An immutable view of one bundle: relative path with forward slashes to bytes, sorted by path. Two bundles with the
 * same digest hold the same files.
 */
public final class BundleFiles {
    /** Most files of a bundle. */
    public static final int MOST_FILES = BundleRules.MAX_FILES;
    /** Most bytes of one file. */
    public static final int MOST_BYTES_OF_ONE = BundleRules.MAX_FILE_BYTES;
    /** Most bytes of all files. */
    public static final long MOST_BYTES_OF_ALL = BundleRules.MAX_TOTAL_BYTES;

    private final SortedMap<String, byte[]> files;
    private final String digest;

    private BundleFiles(SortedMap<String, byte[]> files) {
        this.files = Collections.unmodifiableSortedMap(files);
        this.digest = digestOf(files);
    }

    /**
     * @throws HubException BUNDLE_INVALID for a path that leaves the bundle, an unknown file type, or a size over the
     * caps
     */
    public static BundleFiles of(Map<String, byte[]> files) {
        SortedMap<String, byte[]> copy = new TreeMap<>();
        files.forEach((path, bytes) -> copy.put(path, bytes.clone()));
        BundleRules.check(copy);
        return new BundleFiles(copy);
    }

    /**
     * Reads {@code routes/}, {@code connectors/} and {@code mappings/} under the root; hidden files and editor
     * backups are left out.
     *
     * @throws HubException BUNDLE_INVALID as {@link #of}, also for a symbolic link that leaves the root
     */
    public static BundleFiles fromDirectory(Path root) {
        return of(BundleReader.directory(root));
    }

    /** The sample bundle that travels in the jar under {@code bundle/}. */
    public static BundleFiles fromClassPath() {
        return of(BundleReader.classPath(BundleFiles.class.getClassLoader(), "bundle"));
    }

    /** This bundle with the files of {@code overlay} added; a file in both is taken from the overlay. */
    public BundleFiles with(BundleFiles overlay) {
        SortedMap<String, byte[]> both = new TreeMap<>(files);
        both.putAll(overlay.files);
        return of(both);
    }

    /** SHA-256 over the sorted paths and contents, 64 lower-case hex digits. */
    public String digest() {
        return digest;
    }

    public List<String> paths() {
        return List.copyOf(files.keySet());
    }

    /** Paths that start with the prefix and end with the suffix, sorted; both may be empty. */
    public List<String> paths(String prefix, String suffix) {
        return files.keySet().stream()
                .filter(path -> path.startsWith(prefix) && path.endsWith(suffix))
                .toList();
    }

    public boolean has(String path) {
        return files.containsKey(path);
    }

    /** A copy of the bytes; empty when there is no such file. */
    public Optional<byte[]> bytes(String path) {
        return Optional.ofNullable(files.get(path)).map(bytes -> Arrays.copyOf(bytes, bytes.length));
    }

    /** @throws HubException BUNDLE_INVALID when there is no such file or it is not UTF-8 */
    public String text(String path) {
        byte[] bytes = files.get(path);
        if (bytes == null) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, path);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, path + " is not UTF-8", e);
        }
    }

    private static String digestOf(SortedMap<String, byte[]> files) {
        StringBuilder list = new StringBuilder();
        files.forEach((path, bytes) ->
                list.append(path).append('\0').append(Digests.hex(Digests.sha256(bytes))).append('\n'));
        return Digests.hex(Digests.sha256(list.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
