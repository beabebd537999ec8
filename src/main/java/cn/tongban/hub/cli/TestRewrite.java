package cn.tongban.hub.cli;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.trial.TestUpdate;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import java.util.SortedMap;
import java.util.function.Predicate;

/** Shows what would be rewritten, asks, and rewrites. Expectations are reviewed like code, so nothing is written unseen. */
final class TestRewrite {
    private static final int CONTEXT = 2;

    private final Path root;
    private final PrintWriter out;
    private final boolean yes;

    TestRewrite(Path root, PrintWriter out, boolean yes) {
        this.root = root;
        this.out = out;
        this.yes = yes;
    }

    int run(BundleFiles files, Predicate<String> wanted) {
        SortedMap<String, Optional<String>> changes = TestUpdate.of(files, wanted);
        if (changes.isEmpty()) {
            out.println("没有需要改写的文件。Nothing is to be rewritten.");
            return Exit.FINE;
        }
        changes.forEach((path, text) -> show(path, files.has(path) ? files.text(path) : "", text.orElse("")));
        if (!yes && !agreed(changes.size())) {
            out.println("未改写。Nothing was rewritten.");
            return Exit.FOUND;
        }
        changes.forEach(this::write);
        out.println("已改写 %d 个文件。%d files rewritten.".formatted(changes.size(), changes.size()));
        return Exit.FINE;
    }

    private boolean agreed(int files) {
        out.print("改写这 %d 个文件?[y/N] Rewrite these %d files? [y/N] ".formatted(files, files));
        out.flush();
        Scanner answers = new Scanner(System.in, StandardCharsets.UTF_8);
        return answers.hasNextLine() && answers.nextLine().strip().equalsIgnoreCase("y");
    }

    private void show(String path, String before, String after) {
        List<String> old = before.lines().toList();
        UnifiedDiffUtils.generateUnifiedDiff(path, path, old, DiffUtils.diff(old, after.lines().toList()), CONTEXT)
                .forEach(out::println);
    }

    private void write(String path, Optional<String> text) {
        try {
            Path file = root.resolve(path);
            if (text.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                Files.writeString(file, text.get(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }
}
