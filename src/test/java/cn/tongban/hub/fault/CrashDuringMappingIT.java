package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hub is killed in the middle of a mapping that takes seconds. */
@Tag("fault")
class CrashDuringMappingIT {
    private static final String MAPPING = "mappings/city-platform/case-submission-from-canonical.jslt";
    private static final String FIRST_FIELD = "{\n  \"requestId\"";
    /** Eight materials to the eighth power: seventeen million rounds. */
    private static final String SLOW =
            """
            let many = .materials[0 : 8]
            let rounds = size([for ($many) size([for ($many) size([for ($many) size([for ($many)
                size([for ($many) size([for ($many) size([for ($many) size([for ($many) .materialId])])])])])])])])
            """;

    @TempDir
    private Path folder;

    @Test
    void theDeliveryIsResumedWithTheSameBundleVersionAndSentOnce() {
        TestBundle bundle = TestBundle.quick(folder.resolve("bundle"));
        // The rounds must be of use, or the compiler of the mapping leaves them out.
        bundle.replace(MAPPING, FIRST_FIELD, SLOW + FIRST_FIELD);
        bundle.replace(MAPPING, "\"projNo\": .caseNo", "\"projNo\": if ($rounds > 0) .caseNo");
        try (World world = World.start(folder, bundle, hub -> hub.with("HUB_DELIVERY_LEASE", "30s"))) {
            Acked acked = world.handIn(Desk.syntheticCase(1));
            world.awaitState(acked.caseNo(), "city-platform", "sending");
            await().atMost(World.PATIENCE).until(() -> world.hub().threads().contains("com.schibsted.spt.data.jslt"));
            world.hub().kill();
            assertThat(world.platform().requests()).isEmpty();

            world.hub().start();

            world.awaitState(acked.caseNo(), "city-platform", "delivered");
            assertThat(world.database()
                            .strings(
                                    """
                                    select distinct bundle from hop where kind = 'send'
                                    union select distinct bundle from message
                                    """))
                    .hasSize(1);
            assertThat(world.platform().requests(request -> request.is("submit"))).hasSize(1);
            world.assertKept(List.of(acked));
        }
    }
}
