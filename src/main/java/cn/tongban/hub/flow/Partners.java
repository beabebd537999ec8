package cn.tongban.hub.flow;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All partners of one bundle that may be called over HTTP, found by address. */
final class Partners implements Closeable {
    private record Partner(Origins origins, Outward outward) {}

    private final Map<String, Partner> partners = new LinkedHashMap<>();

    void add(String connector, Origins origins, Outward outward) {
        partners.put(connector, new Partner(origins, outward));
    }

    /** The partner to whom the address belongs, by the longest path; empty when it belongs to nobody. */
    Optional<Outward> owning(URI uri) {
        return partners.values().stream()
                .filter(partner -> partner.origins().allow(uri))
                .max(Comparator.comparingInt(partner -> partner.origins().match(uri).orElse(0)))
                .map(Partner::outward);
    }

    @Override
    public void close() throws IOException {
        for (Partner partner : partners.values()) {
            partner.outward().close();
        }
    }
}
