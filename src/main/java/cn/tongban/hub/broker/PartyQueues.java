package cn.tongban.hub.broker;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The queues of all parties, for the hub; they follow the active bundle. Until there is a party there is no broker, and
 * nothing is started.
 */
public final class PartyQueues implements SmartLifecycle {
    /** Before the bundle is at work, until after it. */
    private static final int BEFORE_THE_BUNDLE = Integer.MAX_VALUE - 8192 - 1;

    private static final Logger log = LoggerFactory.getLogger(PartyQueues.class);

    private final Parties rules;
    private final Function<Collection<PartyAccount>, Broker> brokers;
    private final MessageReader reader;
    private volatile List<PartyAccount> parties;
    private volatile @Nullable Broker broker;
    private volatile @Nullable Senders senders;
    private volatile boolean running;

    /** @param brokers makes the one broker, when there are parties for whom one would be */
    PartyQueues(Parties rules, Function<Collection<PartyAccount>, Broker> brokers, long mostBytes) {
        this.rules = rules;
        this.brokers = brokers;
        this.reader = new MessageReader(mostBytes);
        this.parties = List.copyOf(rules.accounts());
        this.broker = parties.isEmpty() ? null : brokers.apply(parties);
    }

    Optional<Broker> broker() {
        return Optional.ofNullable(broker);
    }

    /** Makes logins and queues those of the active bundle. What cannot be made now is told in the log and by the health. */
    public synchronized void follow() {
        List<PartyAccount> now = List.copyOf(rules.accounts());
        if (!running || now.equals(parties)) {
            return;
        }
        parties = now;
        try {
            Broker known = broker;
            if (known != null) {
                known.follow(now);
            } else if (!now.isEmpty()) {
                broker = brokers.apply(now);
                open();
            }
        } catch (HubException e) {
            log.atError().setCause(e).log("The broker does not follow the bundle; what is for new parties waits");
        }
    }

    /** The account of a party, empty for a stranger. */
    public Optional<PartyAccount> party(String id) {
        return parties.stream().filter(party -> party.id().equals(id)).findFirst();
    }

    /**
     * Returns when the broker has it on its disk.
     *
     * @throws HubException DESTINATION_UNREACHABLE: it provably has not; ANSWER_LOST: nobody can say
     */
    public void put(PartyMail mail) {
        Senders ready = senders;
        if (ready == null) {
            throw away();
        }
        ready.put(mail);
    }

    /**
     * Opens the queues into which these parties put.
     *
     * @throws HubException DESTINATION_UNREACHABLE when the broker is away
     */
    public PartyInbox open(Collection<String> ids) {
        Broker known = broker;
        if (known == null) {
            throw away();
        }
        List<PartyAccount> own = parties.stream().filter(party -> ids.contains(party.id())).toList();
        return PartyInbox.open(known.connections(), own, reader);
    }

    private static HubException away() {
        return new HubException(ErrorCode.DESTINATION_UNREACHABLE, "broker");
    }

    @Override
    public synchronized void start() {
        open();
        running = true;
    }

    private void open() {
        Broker known = broker;
        if (known != null) {
            known.start();
            senders = new Senders(known.connections());
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        Senders open = senders;
        if (open != null) {
            open.close();
        }
        broker().ifPresent(Broker::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return BEFORE_THE_BUNDLE;
    }
}
