package cn.tongban.hub.source;

import cn.tongban.hub.connector.PullSource;
import cn.tongban.hub.flow.PartnerPulls;
import cn.tongban.hub.flow.Pulled;
import cn.tongban.hub.flow.SourceEntry;
import cn.tongban.hub.flow.SourceFile;
import cn.tongban.hub.flow.SourceItem;
import cn.tongban.hub.flow.Taken;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.ErrorKind;
import cn.tongban.hub.support.HubException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Asks a partner again and again what it keeps for the hub. What came is recorded in one commit with the position; only
 * then is the partner told. After a crash in between it gives the same things again, which are known by their keys, and is
 * told then.
 */
final class PullReader implements SourceAdapter {
    private static final Duration WHILE_CLOSED = Duration.ofSeconds(1);

    private final String source;
    private final PullSource settings;
    private final PartnerPulls partner;
    private final SourceEntry entry;
    private final Committing committing;
    /** By channel, the last look that came to its end. */
    private final Map<String, Long> looked = new TreeMap<>();

    PullReader(String source, PullSource settings, PartnerPulls partner, SourceEntry entry, Committing committing) {
        this.source = source;
        this.settings = settings;
        this.partner = partner;
        this.entry = entry;
        this.committing = committing;
    }

    @Override
    public void run(Term term) throws InterruptedException {
        Patience patience = new Patience(source, settings.retry());
        settings.channels().forEach(this::onTime);
        while (term.held()) {
            if (!partner.open(source)) {
                rest(term);
                continue;
            }
            List<HubException> failures = look(term);
            late(term);
            alarm(term, failures);
            if (failures.isEmpty()) {
                term.tell(SourceState.READING);
                patience.reset();
                TimeUnit.MILLISECONDS.sleep(settings.every().toMillis());
            } else {
                term.tell(SourceState.WAITING_FOR_PARTNER);
                patience.afterFailure(failures.get(0));
            }
        }
    }

    /** A partner that is closed is not late. */
    private void rest(Term term) throws InterruptedException {
        term.tell(SourceState.CLOSED);
        settings.channels().forEach(this::onTime);
        TimeUnit.MILLISECONDS.sleep(Math.min(WHILE_CLOSED.toMillis(), settings.every().toMillis()));
    }

    /** At every channel, so that one that fails keeps no other from being asked. */
    private List<HubException> look(Term term) throws InterruptedException {
        List<HubException> failures = new ArrayList<>();
        for (String channel : settings.channels()) {
            try {
                look(term, channel);
                onTime(channel);
            } catch (HubException e) {
                failures.add(e);
            }
        }
        return failures;
    }

    private void look(Term term, String channel) throws InterruptedException {
        boolean more = true;
        while (more && term.held() && partner.open(source)) {
            PullPosition from = term.position().map(PullPosition::parse).orElse(new PullPosition(Map.of()));
            Pulled pulled = partner.ask(source, channel, from.of(channel));
            PullPosition to = pulled.position().map(position -> from.at(channel, position)).orElse(from);
            boolean moved = !to.equals(from);
            if (moved || !pulled.items().isEmpty()) {
                // A partner that says "more" and gives the same again would be asked without end.
                moved |= take(term, channel, pulled.items(), from, to);
            }
            more = pulled.more() && moved;
        }
    }

    /** True when something of it is new. */
    private boolean take(Term term, String channel, List<SourceItem> items, PullPosition from, PullPosition to)
            throws InterruptedException {
        boolean heavy = partner.fetches(source, channel) || items.stream().anyMatch(item -> !item.files().isEmpty());
        if (heavy) {
            return oneByOne(term, items, from, to);
        }
        List<Taken> taken = record(term, items, to);
        confirm(term, items, taken);
        return isNew(taken);
    }

    /**
     * One thing at a time, for its files may be large. The position moves only behind the last: what was not had, or whose
     * files were not stored, is given again.
     */
    private boolean oneByOne(Term term, List<SourceItem> items, PullPosition from, PullPosition to)
            throws InterruptedException {
        boolean fresh = false;
        HubException failure = null;
        for (SourceItem listed : items) {
            if (!term.held() || !partner.open(source)) {
                return false;
            }
            try {
                SourceItem whole = partner.fetch(listed);
                List<Taken> taken = record(term, List.of(whole), from);
                if (taken.get(0) instanceof Taken.Recorded) {
                    for (SourceFile file : whole.files()) {
                        record(term, List.of(whole.file(settings.files(), file)), from);
                    }
                }
                fresh |= isNew(taken);
                confirm(term, List.of(whole), taken);
            } catch (HubException e) {
                if (!isUnusable(e) || e.code() == ErrorCode.TICKET_UNAVAILABLE) {
                    throw e;
                }
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        if (!to.equals(from)) {
            record(term, List.of(), to);
        }
        return fresh;
    }

    private static boolean isNew(List<Taken> taken) {
        return taken.stream().anyMatch(one -> one instanceof Taken.Recorded recorded && !recorded.repeated());
    }

    private List<Taken> record(Term term, List<SourceItem> items, PullPosition to) throws InterruptedException {
        List<Taken> taken = new ArrayList<>();
        committing.untilDone(term, () -> {
            taken.clear();
            taken.addAll(entry.handOver(items, () -> term.checkpoint(to.text())));
        });
        committing.count(taken);
        return taken;
    }

    /** One answer that is not understood does not keep the others from being confirmed; a partner that is away does. */
    private void confirm(Term term, List<SourceItem> items, List<Taken> taken) {
        boolean fine = true;
        for (int i = 0; i < taken.size(); i++) {
            try {
                partner.confirm(items.get(i), taken.get(i));
            } catch (HubException e) {
                fine = false;
                term.raise(SourceAlarm.CONFIRMATION_LOST, items.get(i).channel());
                if (e.code().kind() == ErrorKind.RETRY || e.code().kind() == ErrorKind.DOUBT) {
                    return;
                }
            }
        }
        if (fine && !taken.isEmpty()) {
            term.clear(SourceAlarm.CONFIRMATION_LOST);
        }
    }

    private void alarm(Term term, List<HubException> failures) {
        boolean ticket = failures.stream().anyMatch(e -> e.code() == ErrorCode.TICKET_UNAVAILABLE);
        List<HubException> unusable = failures.stream().filter(PullReader::isUnusable).toList();
        if (ticket) {
            term.raise(SourceAlarm.TICKET_MISSING, source);
        } else {
            term.clear(SourceAlarm.TICKET_MISSING);
        }
        if (unusable.isEmpty()) {
            term.clear(SourceAlarm.ANSWER_UNUSABLE);
        } else {
            unusable.forEach(e -> term.raise(SourceAlarm.ANSWER_UNUSABLE, e.code().code()));
        }
    }

    /** It answered, and time alone does not make that better. */
    private static boolean isUnusable(HubException e) {
        return e.code() != ErrorCode.ANSWER_LOST && e.code().kind() != ErrorKind.RETRY;
    }

    private void onTime(String channel) {
        looked.put(channel, System.nanoTime());
    }

    private void late(Term term) {
        long now = System.nanoTime();
        Duration worst = Duration.ZERO;
        for (String channel : settings.channels()) {
            Duration behind = Duration.ofNanos(now - looked.get(channel));
            worst = behind.compareTo(worst) > 0 ? behind : worst;
            if (behind.compareTo(settings.alarm()) > 0) {
                term.raise(SourceAlarm.LAG, channel);
            }
        }
        term.measured(worst, 0);
        if (worst.compareTo(settings.alarm()) <= 0) {
            term.clear(SourceAlarm.LAG);
        }
    }
}
