package cn.tongban.hub.egress;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The certificates in use, our own and those that partners showed last. Safe for many threads. */
public final class CertificateBook {
    private record Key(String connector, CertificateFacts.Side side) {}

    private final Map<Key, CertificateFacts> facts = new ConcurrentHashMap<>();
    private final Map<String, String> troubles = new ConcurrentHashMap<>();

    void enter(CertificateFacts fact) {
        facts.put(new Key(fact.connector(), fact.side()), fact);
    }

    /** The connector's key files cannot be used; those before them stay in use. Empty: they can. */
    void trouble(String connector, Optional<String> words) {
        words.ifPresentOrElse(text -> troubles.put(connector, text), () -> troubles.remove(connector));
    }

    /** By connector, our own before the partner's. */
    public List<CertificateFacts> all() {
        return facts.values().stream()
                .sorted(Comparator.comparing(CertificateFacts::connector).thenComparing(CertificateFacts::side))
                .toList();
    }

    /** Connector to what is wrong with its key files. */
    public Map<String, String> troubles() {
        return Map.copyOf(troubles);
    }
}
