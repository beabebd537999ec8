package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ActiveBundleTest {
    private final Bundles bundles = new Bundles();

    @Test
    void swapsUnderLoadWithoutAFailedRequest() throws InterruptedException {
        AtomicBoolean going = new AtomicBoolean(true);
        Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
        try (DoorServer server = new DoorServer()) {
            server.active().swap(bundles.start());
            List<Thread> callers = IntStream.range(0, 8)
                    .mapToObj(i -> new Thread(() -> {
                        while (going.get()) {
                            int status = submit(server).statusCode();
                            statuses.computeIfAbsent(status, s -> new AtomicInteger()).incrementAndGet();
                        }
                    }))
                    .toList();
            callers.forEach(Thread::start);

            for (int i = 0; i < 3; i++) {
                int before = total(statuses);
                Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> total(statuses) > before + 20);
                bundles.file("routes/in/flow.yaml", "name: {zh: 第" + i + ", en: v" + i + "}");
                BundleContext next = bundles.start();
                assertThat(server.active().swap(next)).as("drained").isTrue();
                assertThat(server.active().digest()).contains(next.digest());
            }
            int before = total(statuses);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> total(statuses) > before + 20);
            going.set(false);
            for (Thread caller : callers) {
                caller.join();
            }
        }
        assertThat(statuses.keySet()).containsExactly(202);
    }

    @Test
    void theOldBundleStaysUntilItsLastMessageIsThrough() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Intake before = bundles.intake;
        bundles.intake = recording -> {
            inside.countDown();
            await(release);
            return before.record(recording);
        };
        try (DoorServer server = new DoorServer()) {
            server.active().swap(bundles.start());
            AtomicInteger status = new AtomicInteger();
            Thread caller = new Thread(() -> status.set(submit(server).statusCode()));
            caller.start();
            inside.await();
            AtomicBoolean drained = new AtomicBoolean();
            Thread swap = new Thread(() -> drained.set(server.active().swap(bundles.start())));
            swap.start();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> swap.getState() == Thread.State.TIMED_WAITING);

            release.countDown();

            swap.join();
            caller.join();
            assertThat(status).hasValue(202);
            assertThat(drained).isTrue();
        }
    }

    @Test
    void manySwapsLeaveNoThreadBehind() {
        ActiveBundle active = new ActiveBundle();
        active.swap(bundles.start());
        int before = Thread.activeCount();

        for (int i = 0; i < 10; i++) {
            active.swap(bundles.start());
        }

        assertThat(Thread.activeCount()).isLessThanOrEqualTo(before + 1);
        active.close();
    }

    private static HttpResponse<String> submit(DoorServer server) {
        byte[] body = ("{\"caseNo\":\"P-1\",\"version\":1,\"taskCode\":\"" + Bundles.TASK
                + "\",\"applicant\":\"a\",\"receivedAt\":\"2026-03-16T09:30:00+08:00\"}").getBytes(StandardCharsets.UTF_8);
        return server.send(server.signed("POST", "/in/desk/cases", body));
    }

    private static int total(Map<Integer, AtomicInteger> statuses) {
        return statuses.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
