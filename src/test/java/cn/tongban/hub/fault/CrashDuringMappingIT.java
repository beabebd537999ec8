package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hub is killed in the middle of a mapping that takes seconds. */
class CrashDuringMappingIT {
    private static final String MAPPING = "mappings/city-platform/case-submission-from-canonical.jslt";
    private static final String FIRST_FIELD = "{\n  \"requestId\"";
    /** Twelve materials to the sixth power: three million rounds. */
    private static final String SLOW =
            """
            let many = .materials
            let rounds = size([for ($many) size([for ($many) size([for ($many) size([for ($many)
                size([for ($many) size([for ($many) .materialId])])])])])])
            """;

    @TempDir
    private Path folder;

    @Test
    void theDeliveryIsResumedWithTheSameBundleVersionAndSentOnce() {
        TestBundle bundle = TestBundle.quick(folder.resolve("bundle"));
        bundle.replace(MAPPING, FIRST_FIELD, SLOW + "{\n  \"requestId\"");
        try (World world = World.start(folder, bundle, UnaryOperator.identity())) {
            Acked acked = world.handIn(Desk.syntheticCase(1));
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
