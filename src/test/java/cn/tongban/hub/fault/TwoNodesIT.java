package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.database.TestDatabase;
import cn.tongban.hub.mapping.BundleFiles;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two nodes on one database: what is deployed on one reaches the other, also when either is killed in the middle of it. */
@Tag("fault")
class TwoNodesIT {
    @TempDir
    private Path folder;

    private TestDatabase postgres;
    private JdbcTemplate jdbc;
    private HubProcess first;
    private HubProcess second;
    private TestBundle base;

    @BeforeEach
    void start() {
        postgres = TestDatabase.start("UTC");
        jdbc = new JdbcTemplate(postgres.dataSource());
        base = TestBundle.quick(folder.resolve("bundle"));
        // A secret that only one of them has.
        first = node("first").with("HUB_SECRET_CITY_PLATFORM_OTHER_KEY", "other-key-of-the-fault-tests");
        first.start();
        second = node("second");
        second.start();
    }

    @AfterEach
    void stop() {
        for (HubProcess node : new HubProcess[] {first, second}) {
            if (node != null) {
                node.close();
            }
        }
        postgres.close();
    }

    @Test
    void aDeploymentReachesBothAlsoWhenANodeIsKilledInTheMiddle() throws Exception {
        BundleFiles next = version(1);
        new Deployer(first).bring(next);
        new Deployer(first).deploy(next.digest());
        awaitBoth(next.digest());

        // The one that follows is killed while it does.
        BundleFiles third = version(2);
        new Deployer(first).bring(third);
        new Deployer(first).deploy(third.digest());
        second.kill();
        second.start();
        awaitBoth(third.digest());

        // The one that was asked is killed at some moment of it: then the database says which version is the right one.
        for (int millis : List.of(20, 150, 400)) {
            BundleFiles later = version(100 + millis);
            new Deployer(first).bring(later);
            CompletableFuture<Void> asked = CompletableFuture.runAsync(() -> deployAndDie(later.digest()));
            Moments.passMillis(millis);
            first.kill();
            asked.join();
            first.start();
            awaitBoth(jdbc.queryForObject("select digest from deployment where state = 'active'", String.class));
        }
        assertThat(jdbc.queryForObject("select count(*) from deployment where state = 'active'", Integer.class)).isEqualTo(1);
    }

    @Test
    void aNodeThatCannotStartABundleTakesAllBack() throws Exception {
        String before = new Deployer(first).active();
        TestBundle more = TestBundle.quick(folder.resolve("more"))
                .replace("connectors/city-platform/connector.yaml", "[sign-key, door-key]", "[other-key, door-key]");
        for (String kamelet : List.of("take-back-sink", "submit-sink", "material-sink", "withdraw-sink", "query-action")) {
            more.replace("connectors/city-platform/city-platform-" + kamelet + ".kamelet.yaml", "sign-key", "other-key");
        }
        BundleFiles needsMore = BundleFiles.fromDirectory(more.folder());
        new Deployer(first).bring(needsMore);

        new Deployer(first).deploy(needsMore.digest());

        await("the hub goes back by itself").atMost(World.PATIENCE).ignoreExceptions().until(() -> jdbc.queryForObject(
                "select digest from deployment where state = 'active' and kind = 'automatic'", String.class), before::equals);
        awaitBoth(before);
        assertThat(jdbc.queryForObject("select reason from deployment where state = 'active'", String.class))
                .contains("secret-missing");
    }

    private void deployAndDie(String digest) {
        try {
            new Deployer(first).deploy(digest);
        } catch (UncheckedIOException e) {
            // Killed before it could answer, which is the point.
        }
    }

    private BundleFiles version(int n) {
        return BundleFiles.fromDirectory(TestBundle.quick(folder.resolve("version-" + n))
                .replace("routes/case-intake/flow.yaml", "en: Case intake", "en: Case intake " + n).folder());
    }

    private void awaitBoth(String digest) {
        await("both on " + digest.substring(0, 12)).atMost(World.PATIENCE).ignoreExceptions().untilAsserted(() -> {
            List<String> running = new Deployer(first).current().path("nodes").findValuesAsText("digest");
            assertThat(running).hasSizeGreaterThanOrEqualTo(2).containsOnly(digest);
        });
    }

    private HubProcess node(String name) {
        return new HubProcess(folder.resolve(name), FreePorts.next())
                .with("HUB_BUNDLE", base.folder().toString())
                .with("HUB_MASTER_KEY_FILE", folder.resolve("master.key").toString())
                .with("HUB_DB_URL", postgres.url())
                .with("HUB_DB_USER", postgres.user())
                .with("HUB_DB_PASSWORD", postgres.password());
    }
}
