package cn.tongban.hub.source;

import static cn.tongban.hub.source.SourceFixture.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.support.PgExtension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Children that come before their parent. By polling, which shares all of it with change capture. */
class ChildrenIT {
    @RegisterExtension
    static final PgExtension HUB = new PgExtension();

    @TempDir
    Path data;

    private SourceFixture world;

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void childrenWaitSealedAndGoWithTheirParentInTheirOrder() {
        world = SourceFixture.on(HUB, data, "jdbc-polling", "");
        world.partner.process("s1", "P1");
        world.partner.process("s2", "P1");
        world.partner.process("t1", "P2");
        world.start();
        await().atMost(LIMIT).until(this::waiting, count -> count == 3);
        assertThat(world.flow.handed()).isEmpty();
        byte[] sealed = world.flow.jdbc().queryForObject("select string_agg(item, '') from source_waiting", byte[].class);
        assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("审查", "s1", "up_pro");

        world.partner.accept("a1", "P1");
        world.awaitGuids("a1", "s1", "s2");
        world.partner.process("s3", "P1");
        world.awaitGuids("s3");

        assertThat(world.guids()).containsExactly("a1", "s1", "s2", "s3");
        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void aParentThatNeverComesHoldsAChildNoLongerThanTheLimit() {
        world = SourceFixture.on(HUB, data, "jdbc-polling", "wait: 1s");
        world.partner.process("s1", "P1");
        world.start();

        world.awaitGuids("s1");
        world.awaitAlarm(SourceAlarm.PARENT_MISSING);
        assertThat(waiting()).isZero();
    }

    private int waiting() {
        return world.flow.jdbc().queryForObject("select count(*) from source_waiting", Integer.class);
    }
}
