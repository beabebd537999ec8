package cn.tongban.hub.alert;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Empties the outbox, in a thread of its own: a mail server that hangs must not keep anything else waiting. A notice whose
 * sending was interrupted is sent again by the next process; within one it goes out once.
 */
final class NoticeSender implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(NoticeSender.class);
    /** Longer than a channel takes. */
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int AT_A_TIME = 20;

    private final NoticeRepository outbox;
    private final Map<String, Channel> channels;
    private final Pace pace;
    private final MeterRegistry meters;
    /** Gone out, but the database did not take it yet. */
    private final Set<UUID> unmarked = ConcurrentHashMap.newKeySet();
    private ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(NoticeSender::thread);
    private volatile boolean running;

    /**
     * @param first pause after a failed attempt; it doubles up to an hour
     * @param attempts after so many it is given up
     */
    record Pace(Duration first, int attempts) {}

    NoticeSender(NoticeRepository outbox, List<Channel> channels, Pace pace, MeterRegistry meters) {
        this.outbox = outbox;
        this.channels = channels.stream().collect(Collectors.toMap(Channel::name, Function.identity()));
        this.pace = pace;
        this.meters = meters;
    }

    /** Of the channels that are set up. */
    List<String> names() {
        return channels.keySet().stream().sorted().toList();
    }

    @Override
    public void start() {
        if (clockwork.isShutdown()) {
            clockwork = Executors.newSingleThreadScheduledExecutor(NoticeSender::thread);
        }
        if (!channels.isEmpty()) {
            clockwork.scheduleWithFixedDelay(this::often, 2, 2, TimeUnit.SECONDS);
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        clockwork.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void often() {
        try {
            turn();
        } catch (DataAccessException | TransactionException e) {
            log.warn("Notices are sent later, the database did not answer: {}", e.getMessage());
        }
    }

    /** Sends what is due. */
    void turn() {
        Optional<Notice> next = outbox.claim(LEASE);
        for (int i = 0; i < AT_A_TIME && next.isPresent(); i++) {
            deliver(next.get());
            next = i + 1 < AT_A_TIME ? outbox.claim(LEASE) : Optional.empty();
        }
    }

    private void deliver(Notice notice) {
        if (!unmarked.contains(notice.id())) {
            Channel channel = channels.get(notice.channel());
            if (channel == null) {
                end(notice, "not set up");
                return;
            }
            try {
                channel.send(notice);
            } catch (NotSentException e) {
                failed(notice, e.getMessage());
                return;
            }
            unmarked.add(notice.id());
            count(notice, "sent");
        }
        outbox.sent(notice.id());
        unmarked.remove(notice.id());
    }

    private void failed(Notice notice, String why) {
        count(notice, "failed");
        if (notice.attempts() >= pace.attempts()) {
            end(notice, why);
            return;
        }
        long factor = 1L << Math.min(notice.attempts() - 1, 20);
        Duration wait = pace.first().multipliedBy(factor);
        outbox.later(notice.id(), wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait, why);
    }

    private void end(Notice notice, String why) {
        outbox.giveUp(notice.id(), why);
        count(notice, "given-up");
        log.atError().addKeyValue("channel", notice.channel()).addKeyValue("notice", notice.id())
                .log("Nobody could be told by {}: {}; the alert is on the page all the same", notice.channel(), why);
    }

    private void count(Notice notice, String outcome) {
        meters.counter("hub.alerts.notices", "type", notice.channel(), "outcome", outcome).increment();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "hub-notices");
        thread.setDaemon(true);
        return thread;
    }
}
