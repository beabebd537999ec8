package cn.tongban.hub.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.web.RunningHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    private static final BundleFiles FIRST = BundleFiles.fromClassPath();
    private static final String FLOW = "routes/case-intake/flow.yaml";

    @TempDir
    private Path folder;

    private FolderWatch watch;

    @BeforeEach
    void theFolderHoldsWhatIsAtWork() throws IOException {
        for (String path : FIRST.paths()) {
            Files.createDirectories(folder.resolve(path).getParent());
            Files.write(folder.resolve(path), FIRST.bytes(path).orElseThrow());
        }
        HUB.bean(BundleShelf.class).put(FIRST, "test");
        HUB.bean(Deployments.class).watch(FIRST.digest());
        watch = new FolderWatch(folder, HUB.bean(BundleShelf.class), HUB.bean(Deployments.class));
    }

    @AfterEach
    void andAgain() {
        HUB.bean(Deployments.class).watch(FIRST.digest());
    }

    @Test
    void whatIsSavedIsAtWorkUnlessItIsWrong() throws IOException {
        twice();
        assertThat(atWork()).isEqualTo(FIRST.digest());

        Files.writeString(folder.resolve(FLOW), "name: {zh: 新, en: new}\nowner: {zh: 新, en: new}\nsystems: [city-window]\n"
                + "description: {zh: 新, en: new}\n");
        twice();
        String saved = atWork();
        assertThat(saved).isEqualTo(BundleFiles.fromDirectory(folder).digest()).isNotEqualTo(FIRST.digest());

        Files.writeString(folder.resolve("routes/case-intake/case-intake.record.camel.yaml"), "- route: {}");
        twice();
        assertThat(atWork()).isEqualTo(saved);
    }

    private void twice() {
        watch.often();
        watch.often();
    }

    private static String atWork() {
        return HUB.bean(Deployments.class).active().orElseThrow().digest();
    }
}
