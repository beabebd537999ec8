package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TicketHolderTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private Supplier<TicketHolder.Issued> partner =
            () -> new TicketHolder.Issued("T" + asked.incrementAndGet(), Duration.ofMinutes(30));
    private final TicketHolder holder =
            new TicketHolder("office", Duration.ofMinutes(5), () -> partner.get(), nanos::get, Clock.systemUTC());

    @Test
    void oneTicketServesUntilItIsTimeForTheNext() {
        assertThat(holder.get()).isEqualTo("T1");
        pass(Duration.ofMinutes(25).minusNanos(1));
        assertThat(holder.get()).isEqualTo("T1");
        pass(Duration.ofNanos(1));

        assertThat(holder.get()).isEqualTo("T2");
        assertThat(asked).hasValue(2);
    }

    @Test
    void aShortLifeIsRenewedAtItsHalf() {
        partner = () -> new TicketHolder.Issued("T" + asked.incrementAndGet(), Duration.ofMinutes(2));
        holder.get();
        pass(Duration.ofSeconds(59));
        assertThat(holder.get()).isEqualTo("T1");
        pass(Duration.ofSeconds(1));
        assertThat(holder.get()).isEqualTo("T2");
    }

    @Test
    void whileTheOldOneHoldsAFailedRenewalHarmsNobody() {
        holder.get();
        Supplier<TicketHolder.Issued> well = partner;
        partner = this::away;
        pass(Duration.ofMinutes(26));
        assertThat(holder.get()).isEqualTo("T1");
        assertThat(holder.trouble()).hasValueSatisfying(trouble ->
                assertThat(trouble.reason()).isEqualTo("destination-unreachable"));

        pass(Duration.ofMinutes(5));
        assertThatThrownBy(holder::get).isInstanceOfSatisfying(HubException.class, e ->
                assertThat(e.code()).isEqualTo(ErrorCode.TICKET_UNAVAILABLE));

        partner = well;
        pass(Duration.ofMinutes(1));
        assertThat(holder.get()).isEqualTo("T4");
        assertThat(holder.trouble()).isEmpty();
    }

    @Test
    void aPartnerThatGivesNoneIsLeftAloneForAWhile() {
        partner = this::away;
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(holder::get).isInstanceOf(HubException.class);
        }
        assertThat(asked).hasValue(1);
        pass(Duration.ofSeconds(1));
        assertThatThrownBy(holder::get).isInstanceOf(HubException.class);
        assertThatThrownBy(holder::get).isInstanceOf(HubException.class);
        assertThat(asked).hasValue(2);
    }

    @Test
    void onlyTheOneThatIsHeldIsDropped() {
        assertThat(holder.get()).isEqualTo("T1");
        holder.drop("T0");
        assertThat(holder.get()).isEqualTo("T1");
        holder.drop("T1");
        assertThat(holder.get()).isEqualTo("T2");
        holder.drop("T1");
        assertThat(holder.get()).isEqualTo("T2");
    }

    @Test
    void ofManyWhoNeedOneAtOnceOneAsks() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        Supplier<TicketHolder.Issued> well = partner;
        partner = () -> {
            await().until(() -> go.getCount() == 0);
            return well.get();
        };
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<CompletableFuture<String>> all = IntStream.range(0, 64)
                    .mapToObj(i -> CompletableFuture.supplyAsync(holder::get, threads)).toList();
            go.countDown();
            assertThat(all).extracting(CompletableFuture::join).containsOnly("T1");
        } finally {
            threads.shutdown();
            assertThat(threads.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void aTicketIsNeverPrinted() {
        assertThat(new TicketHolder.Issued("SECRET", Duration.ofMinutes(1)).toString()).doesNotContain("SECRET");
    }

    private TicketHolder.Issued away() {
        asked.incrementAndGet();
        throw new HubException(ErrorCode.DESTINATION_UNREACHABLE, "test");
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
