package cn.tongban.hub.deployment;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.SavedFiles;
import cn.tongban.hub.release.Finding;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.trial.BundleTrial;
import cn.tongban.hub.trial.TestReport;
import cn.tongban.hub.trial.Touched;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Development: what is saved in the folder is live within a second if it passes the checks, and the tests of what it
 * touches run at once; what is wrong stands in the log. With an error the bundle before stays at work.
 */
final class FolderWatch {
    private static final Logger log = LoggerFactory.getLogger(FolderWatch.class);

    private final Path root;
    private final BundleShelf shelf;
    private final Deployments deployments;
    private final SavedFiles saved;

    FolderWatch(Path root, BundleShelf shelf, Deployments deployments) {
        this.root = root;
        this.shelf = shelf;
        this.deployments = deployments;
        this.saved = new SavedFiles(root);
    }

    @Scheduled(fixedDelay = 200, timeUnit = TimeUnit.MILLISECONDS)
    void often() {
        Set<String> paths = saved.look();
        if (!paths.isEmpty()) {
            changed(paths);
        }
    }

    private void changed(Set<String> paths) {
        try {
            long start = System.nanoTime();
            BundleFiles files = BundleFiles.fromDirectory(root);
            List<Finding> warnings = shelf.keepUntested(files, "watch");
            deployments.watch(files.digest());
            log.info("已生效 Live: {} ({} ms)", files.digest().substring(0, 12),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            warnings.forEach(warning -> log.warn("{}", warning));
            test(files, paths);
        } catch (HubException e) {
            log.warn("未生效,原版本继续工作 Not live, the version before stays at work: {}", e.getMessage());
            e.places().forEach(place -> log.warn("{}: {} {}", place.pointer(), place.rule(), place.detail()));
        }
    }

    private void test(BundleFiles files, Set<String> paths) {
        TestReport report = BundleTrial.run(files, Touched.by(files, paths));
        report.failures().forEach(failed -> {
            log.warn("未通过 Failed: {}:{} {} {}", failed.file(), failed.line(), failed.subject(), failed.name());
            failed.faults().forEach(fault -> log.warn("    {}", fault));
        });
        log.info("相关测试 Tests of what was saved: {}, {} failed", report.results().size(), report.failures().size());
    }
}
