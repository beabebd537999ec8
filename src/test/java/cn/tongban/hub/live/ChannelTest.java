package cn.tongban.hub.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.MutableClock;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChannelTest {
    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-16T01:30:00Z"));
    private final Map<String, Object> picture = new TreeMap<>(Map.of("a", 1, "b", 1));
    private final Set<String> over = new HashSet<>();
    private final AtomicInteger looks = new AtomicInteger();
    private boolean broken;
    private final Channel<String> channel = new Channel<>(this::look, this::lasting, new Places(500, 12), () -> {},
            new ObjectMapper(), clock);
    private final FakeWire wire = new FakeWire();

    @BeforeEach
    void somebodyListens() {
        channel.join("s1", wire);
        channel.beat();
    }

    @Test
    void theWholePictureFirstThenOnlyWhatChanged() {
        picture.put("b", 2);
        channel.beat();
        picture.remove("a");
        channel.beat();

        assertThat(wire.taken()).containsExactly(
                "snapshot {\"parts\":{\"a\":1,\"b\":1}}",
                "change {\"parts\":{\"b\":2},\"gone\":[]}",
                "change {\"parts\":{},\"gone\":[\"a\"]}");
    }

    @Test
    void onePictureForEverybodyAndNoneForNobody() {
        for (int i = 0; i < 200; i++) {
            channel.join("s" + i, new FakeWire());
        }
        int before = looks.get();
        channel.beat();
        assertThat(looks.get() - before).isEqualTo(1);

        channel.close();
        channel.beat();
        assertThat(looks.get() - before).isEqualTo(1);
    }

    @Test
    void aSlowListenerIsMadeGoodByTheWholePicture() {
        wire.ready = false;
        for (int i = 2; i < 10; i++) {
            picture.put("b", i);
            channel.beat();
        }
        wire.ready = true;
        channel.beat();

        assertThat(wire.taken()).hasSize(2).last().isEqualTo("snapshot {\"parts\":{\"a\":1,\"b\":9}}");
    }

    @Test
    void whoTakesNothingIsLetGo() {
        wire.ready = false;
        picture.put("b", 2);
        channel.beat();
        clock.advance(Duration.ofSeconds(19));
        picture.put("b", 3);
        channel.beat();
        assertThat(wire.open).isTrue();
        clock.advance(Duration.ofSeconds(2));
        channel.beat();

        assertThat(wire.open).isFalse();
    }

    @Test
    void aQuietStreamShowsThatItIsThere() {
        clock.advance(Duration.ofSeconds(5));
        channel.beat();
        channel.beat();

        assertThat(wire.sent).last().isEqualTo(":\n\n");
        assertThat(wire.sent).hasSize(2);
    }

    @Test
    void aStreamEndsWithWhatItWasOpenedBy() {
        FakeWire other = new FakeWire();
        channel.join("s2", other);
        over.add("s1");
        clock.advance(Duration.ofSeconds(3));
        channel.beat();

        assertThat(wire.open).isFalse();
        assertThat(other.open).isTrue();
    }

    @Test
    void whileThePictureCannotBeReadThatIsSaidOnceAndThenAllIsTold() {
        broken = true;
        channel.beat();
        channel.beat();
        FakeWire late = new FakeWire();
        channel.join("s2", late);
        channel.beat();
        broken = false;
        channel.beat();

        assertThat(wire.taken()).containsExactly("snapshot {\"parts\":{\"a\":1,\"b\":1}}", "away {}",
                "snapshot {\"parts\":{\"a\":1,\"b\":1}}");
        assertThat(late.taken()).containsExactly("away {}", "snapshot {\"parts\":{\"a\":1,\"b\":1}}");
    }

    @Test
    void aWriteThatFailsIsTheEndOfThatListenerOnly() {
        FakeWire other = new FakeWire();
        channel.join("s2", other);
        channel.beat();
        wire.failing = true;
        picture.put("b", 2);
        channel.beat();

        assertThat(wire.open).isFalse();
        assertThat(other.taken()).hasSize(2);
    }

    @Test
    void placesAreLimitedInAllAndForOne() {
        Places places = new Places(3, 2);
        places.take("a");
        places.take("a");
        assertThatThrownBy(() -> places.take("a")).isInstanceOf(HubException.class).hasMessage("streams-full: 2");
        places.take("b");
        assertThatThrownBy(() -> places.take("c")).isInstanceOf(HubException.class).hasMessage("streams-full: 3");

        places.leave("a");
        places.take("a");
    }

    private Map<String, ?> look() {
        looks.incrementAndGet();
        if (broken) {
            throw new IllegalStateException("no database");
        }
        return picture;
    }

    private Set<String> lasting(Set<String> keys) {
        Set<String> still = new HashSet<>(keys);
        still.removeAll(over);
        return still;
    }

    private static final class FakeWire implements Wire {
        private final List<String> sent = new ArrayList<>();
        private boolean ready = true;
        private boolean open = true;
        private boolean failing;

        /** Names and data of what was sent, without ids. */
        List<String> taken() {
            return sent.stream().map(text -> text.replaceFirst("id: \\d+\nevent: ", "").replace("\ndata: ", " ").strip()).toList();
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public void send(byte[] bytes) throws IOException {
            if (failing) {
                throw new IOException("broken pipe");
            }
            sent.add(new String(bytes, StandardCharsets.UTF_8));
        }

        @Override
        public void end() {
            open = false;
        }
    }
}
