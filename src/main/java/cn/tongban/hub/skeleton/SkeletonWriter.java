package cn.tongban.hub.skeleton;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** Puts files on the disk. One that is there already stops it before anything is written. */
public final class SkeletonWriter {
    private SkeletonWriter() {}

    /**
     * @param root of the bundle
     * @param files texts by path below the root
     * @throws SkeletonException naming the files that are there, or a folder that is a link out of the bundle
     */
    public static void write(Path root, Map<String, String> files) {
        try {
            Path real = root.toRealPath();
            List<String> there = files.keySet().stream()
                    .filter(path -> Files.exists(real.resolve(path), LinkOption.NOFOLLOW_LINKS)).toList();
            if (!there.isEmpty()) {
                throw new SkeletonException("这些文件已经存在，什么都没有写：" + there,
                        "These files are there already; nothing was written: " + there);
            }
            for (String path : files.keySet()) {
                inside(real, real.resolve(path));
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                write(real.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + root, e);
        }
    }

    /** Of the folders that are there already, the innermost one must lie in the bundle, whatever links lead to it. */
    private static void inside(Path root, Path file) throws IOException {
        Path folder = file.getParent();
        while (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            folder = folder.getParent();
        }
        if (!file.normalize().equals(file) || !folder.toRealPath().startsWith(root)) {
            throw new SkeletonException(root.relativize(folder) + " 指向集成包之外，什么都没有写。",
                    root.relativize(folder) + " leads out of the bundle; nothing was written.");
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new SkeletonException(file + " 刚刚被别人建立。", "Somebody has just made " + file + ".");
        }
    }
}
