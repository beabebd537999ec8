package cn.tongban.hub.broker;

import org.apache.activemq.artemis.api.core.ActiveMQAddressFullException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * What a party may put into its queue: text or bytes, kept until it is read. A serialized object never reaches anybody
 * (CVE-2026-40860), and what the broker said it took cannot be lost by a restart or a time limit.
 */
final class MessageGuard implements ActiveMQServerPlugin {
    private final long mostBytes;
    private final long mostInQueue;
    private volatile @Nullable ActiveMQServer server;

    MessageGuard(long mostBytes, long mostInQueue) {
        this.mostBytes = mostBytes;
        this.mostInQueue = mostInQueue;
    }

    @Override
    public void registered(ActiveMQServer owner) {
        server = owner;
    }

    @Override
    public void beforeSend(@Nullable ServerSession session, @Nullable Transaction tx, Message message, boolean direct,
            boolean noAutoCreateQueue) throws ActiveMQException {
        refuseForFullQueue(message);
        if (session == null || PartyLogin.HUB.equals(session.getUsername())) {
            return;
        }
        if (message.getWholeMessageSize() > mostBytes) {
            throw new ActiveMQSecurityException("A message may have " + mostBytes + " bytes at most");
        }
        if (!message.isDurable()) {
            throw new ActiveMQSecurityException("Only durable (persistent) messages are taken");
        }
        if (message.getExpiration() != 0 || message.getScheduledDeliveryTime() != null
                && message.getScheduledDeliveryTime() != 0) {
            throw new ActiveMQSecurityException("Neither a time to live nor a delivery delay is taken");
        }
        byte type = message.toCore().getType();
        if (type != Message.TEXT_TYPE && type != Message.BYTES_TYPE) {
            throw new ActiveMQSecurityException("Only text and bytes messages are taken");
        }
    }

    /** Artemis's own limit counts pages, and a large message lies outside of them. */
    private void refuseForFullQueue(Message message) throws ActiveMQException {
        ActiveMQServer broker = server;
        Queue queue = broker == null ? null : broker.locateQueue(message.getAddressSimpleString());
        if (queue != null && queue.getPersistentSize() >= mostInQueue) {
            throw new ActiveMQAddressFullException("The queue is full: " + message.getAddress());
        }
    }
}
