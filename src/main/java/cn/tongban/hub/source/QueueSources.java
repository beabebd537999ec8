package cn.tongban.hub.source;

import cn.tongban.hub.broker.PartyQueues;
import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.SourceKind;
import cn.tongban.hub.flow.Bundle;
import cn.tongban.hub.flow.SourceEntry;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Queues of parties as a source: one reader for all parties of a connector. */
@Component
final class QueueSources implements SourceFactory {
    private final PartyQueues queues;
    private final SourceEntry entry;
    private final Clock clock;

    QueueSources(PartyQueues queues, SourceEntry entry, Clock clock) {
        this.queues = queues;
        this.entry = entry;
        this.clock = clock;
    }

    @Override
    public SourceKind kind() {
        return SourceKind.AMQP;
    }

    @Override
    public Map<String, SourceAdapter> open(Bundle bundle, ConnectorDescriptor connector) {
        return connector.parties().isEmpty() ? Map.of() : Map.of(connector.id(), new QueueReader(
                connector.id(), connector.parties().keySet(), queues, entry, clock));
    }
}
