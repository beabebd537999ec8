package cn.tongban.hub.source;

import cn.tongban.hub.broker.PartyAccount;
import cn.tongban.hub.broker.PartyInbox;
import cn.tongban.hub.broker.PartyMail;
import cn.tongban.hub.broker.PartyMessage;
import cn.tongban.hub.broker.PartyQueues;
import cn.tongban.hub.flow.ProblemWriter;
import cn.tongban.hub.flow.SourceEntry;
import cn.tongban.hub.flow.SourceItem;
import cn.tongban.hub.flow.Taken;
import cn.tongban.hub.support.Digests;
import cn.tongban.hub.support.ErrorKind;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Ids;
import cn.tongban.hub.support.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Reads what the parties of one connector put into their queues. A batch is recorded in one commit, and only then leaves
 * the broker: after a crash in between it comes again and is known by its keys. What is refused is answered to its party,
 * so that it need not ask why nothing happens.
 */
final class QueueReader implements SourceAdapter {
    /** The broker knows itself what was read; the position only proves at each commit that the term still holds. */
    private static final String POSITION = "queues";
    private static final Pattern CHANNEL = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final int BATCH = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final long PAUSE_MILLIS = 500;

    private final String connector;
    private final Collection<String> parties;
    private final PartyQueues queues;
    private final SourceEntry entry;
    private final Clock clock;
    private final ProblemWriter problems = new ProblemWriter();

    QueueReader(String connector, Collection<String> parties, PartyQueues queues, SourceEntry entry, Clock clock) {
        this.connector = connector;
        this.parties = List.copyOf(parties);
        this.queues = queues;
        this.entry = entry;
        this.clock = clock;
    }

    @Override
    public void run(Term term) throws InterruptedException {
        try (PartyInbox inbox = queues.open(parties)) {
            term.tell(SourceState.READING);
            while (term.held() && !Thread.currentThread().isInterrupted()) {
                List<PartyMessage> batch = inbox.take(BATCH, PATIENCE);
                if (!batch.isEmpty()) {
                    List<Taken> taken = record(term, batch);
                    answer(inbox, batch, taken);
                    inbox.commit();
                }
            }
        }
    }

    /** A database that is away is waited for with the batch in hand: the broker keeps the order meanwhile. */
    private List<Taken> record(Term term, List<PartyMessage> batch) throws InterruptedException {
        List<SourceItem> items = new ArrayList<>(batch.size());
        batch.forEach(message -> items.add(item(message)));
        while (true) {
            try {
                List<Taken> taken = new ArrayList<>(items.size());
                term.undisturbed(() -> taken.addAll(entry.handOver(items, () -> term.checkpoint(POSITION))));
                return taken;
            } catch (HubException e) {
                if (e.code().kind() != ErrorKind.RETRY || !term.held()) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
    }

    private SourceItem item(PartyMessage message) {
        String type = message.contentType().isEmpty() ? "application/json" : message.contentType();
        return new SourceItem(connector, channel(message), message.party(), key(message), type, message.body(),
                clock.instant());
    }

    /** What is no name of a channel has none: a stranger's words must not get into logs as its name. */
    private static String channel(PartyMessage message) {
        return CHANNEL.matcher(message.type()).matches() ? message.type() : "none";
    }

    /** A key counts within its party: nobody can use up, or ask for, the receipt of another. */
    private static String key(PartyMessage message) {
        String own = message.key().isEmpty() ? message.id() : message.key();
        return message.party() + "/" + (own.isEmpty() ? Digests.hex(Digests.sha256(message.body())) : own);
    }

    private void answer(PartyInbox inbox, List<PartyMessage> batch, List<Taken> taken) {
        for (int i = 0; i < taken.size(); i++) {
            if (taken.get(i) instanceof Taken.Refused refused) {
                PartyMessage message = batch.get(i);
                String id = Ids.next(clock.instant()).toString();
                inbox.answer(new PartyMail(PartyAccount.out(message.party()), false, id, "problem", "",
                        Problem.MEDIA_TYPE, problems.body(refused.why(), id),
                        message.key().isEmpty() ? message.id() : message.key()));
            }
        }
    }
}
