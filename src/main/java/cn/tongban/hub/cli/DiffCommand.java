package cn.tongban.hub.cli;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.release.FileChange;
import cn.tongban.hub.replay.Expectations;
import cn.tongban.hub.replay.Recording;
import cn.tongban.hub.replay.ReplayRun;
import cn.tongban.hub.replay.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * What differs between a bundle and the one at work: its files or, with {@code --replay}, what it would do with traffic
 * that was recorded; nothing leaves, nothing is stored.
 */
@Command(
        name = "diff",
        description = "与现行版本的文件差异;加 --replay 则用历史报文试跑,列出结果的差异"
                + " / What differs from the bundle at work: files or, with --replay, what becomes of recorded traffic")
final class DiffCommand implements Callable<Integer> {
    @Mixin
    private BundleFolder folder;

    @Option(names = "--replay", paramLabel = "7d", description = "回放最近多久的报文,如 7d、12h / Traffic of the last 7d, 12h, …")
    private @Nullable String replay;

    @Option(names = "--from", paramLabel = "FILE", description = "回放导出文件,不连枢纽 / A recording in a file, without a hub")
    private @Nullable Path from;

    @Option(names = "--save", paramLabel = "FILE", description = "同时保存导出文件(含个人信息) / Keep the recording (personal data)")
    private @Nullable Path save;

    @Option(names = "--against", paramLabel = "DIR", description = "与该目录比较,默认与现行版本比较 / Compare with this folder")
    private @Nullable Path against;

    @Option(names = "--connector", paramLabel = "ID", description = "仅某对接系统 / Only one connector")
    private @Nullable String connector;

    @Option(names = "--on-hub", description = "在枢纽上运行(集成包须已上传) / Run on the hub, which must have the bundle")
    private boolean onHub;

    @Option(names = "--reason", description = "读取报文的原因(留痕) / Why the traffic is read; goes on record")
    private @Nullable String reason;

    @Option(names = "--all", description = "两版相同的路径也运行 / Also what passes only what both bundles share")
    private boolean all;

    @Option(names = "--accept", paramLabel = "FILE", description = "把差异记为预期,写入文件 / Write the differences down as expected")
    private @Nullable Path accept;

    @Mixin
    private ExpectOptions expect;

    @Mixin
    private Answers answers;

    @Override
    public Integer call() throws IOException {
        boolean traffic = save != null || connector != null || onHub || all || accept != null || expect.given();
        if (replay != null && from != null || replay == null && from == null && traffic) {
            throw new ParameterException(answers.command(), "请给出 --replay 或 --from 之一。Give either --replay or --from.");
        }
        if (replay == null && from == null) {
            return files(folder.files());
        }
        if (from == null && (reason == null || reason.isBlank())) {
            throw new ParameterException(answers.command(), "读取报文须写明 --reason。Reading traffic needs --reason.");
        }
        ExpectOptions.Expected expected = expect.read();
        BundleFiles candidate = folder.files();
        Report report = onHub ? OnHub.run(answers.client(), candidate.digest(), order(), progress()) : here(candidate);
        answers.show(expected.json(report), out -> expect.print(report, expected, out));
        if (accept != null) {
            Files.writeString(accept, Expectations.of(report.spots()).write(), StandardCharsets.UTF_8);
            return Exit.FINE;
        }
        return expected.covers(report) ? Exit.FINE : Exit.FOUND;
    }

    private int files(BundleFiles candidate) {
        List<FileChange> changes = FileChange.between(
                against == null ? atWork() : BundleFiles.fromDirectory(against), candidate);
        answers.show(changes, out -> BundlesCommand.changes(out, Output.MAPPER.valueToTree(changes), true));
        return changes.isEmpty() ? Exit.FINE : Exit.FOUND;
    }

    private BundleFiles atWork() {
        String digest = answers.client().get("/api/v1/status").path("bundle").asText();
        return BundlesCommand.fetch(answers.client(), digest);
    }

    private Report here(BundleFiles candidate) throws IOException {
        try (Quiet quiet = new Quiet(); InputStream in = opened(); Recording recording = Recording.read(in)) {
            BundleFiles baseline = against == null ? recording.bundle() : BundleFiles.fromDirectory(against);
            ReplayRun run = new ReplayRun(
                    baseline, candidate, all, Runtime.getRuntime().availableProcessors(), HubCli.clock());
            return run.over(recording, progress());
        }
    }

    private InputStream opened() throws IOException {
        if (from != null) {
            return Files.newInputStream(from);
        }
        InputStream taken = answers.client().stream("/api/v1/recordings", order());
        if (save == null) {
            return taken;
        }
        try (taken) {
            ownersOnly(save);
            Files.copy(taken, save, StandardCopyOption.REPLACE_EXISTING);
            ownersOnly(save);
        }
        return Files.newInputStream(save);
    }

    /** What others may not read must not be readable for a moment, either. */
    private static void ownersOnly(Path file) {
        try {
            if (Files.notExists(file)) {
                Files.createFile(file);
            }
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (UnsupportedOperationException e) {
            // No such permissions on this system.
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    private Map<String, @Nullable Object> order() {
        Map<String, @Nullable Object> order = OnHub.order(Period.of(String.valueOf(replay), answers.command()), reason);
        order.put("connector", connector);
        if (onHub) {
            order.put("all", all);
        }
        return order;
    }

    private ProgressLines progress() {
        return new ProgressLines(answers.json() ? null : answers.err());
    }
}
