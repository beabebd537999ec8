package cn.tongban.hub.soap;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.logging.Logger;
import org.apache.cxf.Bus;
import org.apache.cxf.message.ExchangeImpl;
import org.apache.cxf.message.Message;
import org.apache.cxf.service.model.EndpointInfo;
import org.apache.cxf.transport.AbstractConduit;
import org.apache.cxf.transport.AbstractDestination;
import org.apache.cxf.transport.Conduit;
import org.apache.cxf.transport.Destination;
import org.apache.cxf.transport.DestinationFactory;

/**
 * Where a request enters CXF and its answer leaves it: in memory, on the caller's thread. No socket, no address and no
 * header of the network is within CXF's reach.
 */
final class MemoryDestination extends AbstractDestination {
    private static final Logger LOGGER = Logger.getLogger(MemoryDestination.class.getName());

    private MemoryDestination(Bus bus, EndpointInfo endpoint) {
        super(bus, getTargetReference(endpoint, bus), endpoint);
    }

    /** Makes them, one for each endpoint. */
    static final class Factory implements DestinationFactory {
        @Override
        public Destination getDestination(EndpointInfo endpoint, Bus bus) {
            return new MemoryDestination(bus, endpoint);
        }

        @Override
        public Set<String> getUriPrefixes() {
            return Set.of("hub");
        }

        @Override
        public List<String> getTransportIds() {
            return List.of("http://schemas.xmlsoap.org/soap/http");
        }
    }

    /** An answer as CXF wrote it, in UTF-8. */
    record Written(byte[] envelope, boolean fault) {}

    /** @return what CXF answered; empty bytes when it answered nothing */
    Written deliver(Message request) {
        BackChannel channel = new BackChannel();
        request.put(BackChannel.class, channel);
        ExchangeImpl exchange = new ExchangeImpl();
        exchange.setInMessage(request);
        exchange.setDestination(this);
        request.setExchange(exchange);
        getMessageObserver().onMessage(request);
        return new Written(channel.bytes.toByteArray(), channel.fault);
    }

    @Override
    protected Conduit getInbuiltBackChannel(Message request) {
        return request.get(BackChannel.class);
    }

    @Override
    protected Logger getLogger() {
        return LOGGER;
    }

    private static final class BackChannel extends AbstractConduit {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean fault;

        BackChannel() {
            super(null);
        }

        @Override
        public void prepare(Message answer) {
            fault = answer.getContent(Exception.class) != null;
            answer.setContent(OutputStream.class, bytes);
        }

        @Override
        protected Logger getLogger() {
            return LOGGER;
        }
    }
}
