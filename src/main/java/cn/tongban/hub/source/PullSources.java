package cn.tongban.hub.source;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.PullSource;
import cn.tongban.hub.connector.SourceKind;
import cn.tongban.hub.flow.Bundle;
import cn.tongban.hub.flow.PartnerPulls;
import cn.tongban.hub.flow.SourceEntry;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Partners that are asked as a source: one reader for all channels of a connector. */
@Component
final class PullSources implements SourceFactory {
    private final PartnerPulls partners;
    private final SourceEntry entry;
    private final MeterRegistry meters;

    PullSources(PartnerPulls partners, SourceEntry entry, MeterRegistry meters) {
        this.partners = partners;
        this.entry = entry;
        this.meters = meters;
    }

    @Override
    public SourceKind kind() {
        return SourceKind.PULL;
    }

    @Override
    public Map<String, SourceAdapter> open(Bundle bundle, ConnectorDescriptor connector) {
        PullSource settings = (PullSource) connector.source().orElseThrow();
        if (!bundle.isOn(connector.id(), settings.on())) {
            return Map.of();
        }
        return Map.of(connector.id(), new PullReader(
                connector.id(), settings, partners, entry, new Committing(connector.id(), meters)));
    }
}
