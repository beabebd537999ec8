package cn.tongban.hub.broker;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** The queues of all parties, for the hub. Without parties there is no broker, and nothing is started. */
public final class PartyQueues implements SmartLifecycle {
    /** Before the bundle is at work, until after it. */
    private static final int BEFORE_THE_BUNDLE = Integer.MAX_VALUE - 8192 - 1;

    private final Collection<PartyAccount> parties;
    private final @Nullable Broker broker;
    private final MessageReader reader;
    private @Nullable Senders senders;
    private volatile boolean running;

    PartyQueues(Collection<PartyAccount> parties, @Nullable Broker broker, long mostBytes) {
        this.parties = List.copyOf(parties);
        this.broker = broker;
        this.reader = new MessageReader(mostBytes);
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
        if (broker == null) {
            throw away();
        }
        List<PartyAccount> own = parties.stream().filter(party -> ids.contains(party.id())).toList();
        return PartyInbox.open(broker.connections(), own, reader);
    }

    private static HubException away() {
        return new HubException(ErrorCode.DESTINATION_UNREACHABLE, "broker");
    }

    @Override
    public void start() {
        if (broker != null) {
            broker.start();
            senders = new Senders(broker.connections());
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        if (senders != null) {
            senders.close();
        }
        if (broker != null) {
            broker.close();
        }
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
