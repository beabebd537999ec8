package cn.tongban.hub.egress;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.ConnectorSettings;
import cn.tongban.hub.connector.DeliverySettings;
import cn.tongban.hub.connector.EgressSettings;
import cn.tongban.hub.connector.Secrets;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Makes the ways to partners, and remembers their certificates. */
public final class Egress {
    private final KeyFiles files;
    private final Clock clock;
    private final CertificateBook book = new CertificateBook();
    // Weak: a retired bundle takes its links with it.
    private final List<WeakReference<Link>> links = new CopyOnWriteArrayList<>();

    /** @param folder {@code <HUB_DATA>/certs} */
    public Egress(Path folder, Clock clock) {
        this.files = new KeyFiles(folder);
        this.clock = clock;
    }

    public Link link(ConnectorDescriptor connector, ConnectorSettings settings, Secrets secrets) {
        EgressSettings egress =
                connector.deliver().flatMap(DeliverySettings::egress).orElse(EgressSettings.DIRECT);
        Link link = new Link(connector.id(), egress, settings, secrets, this);
        links.removeIf(known -> known.get() == null);
        links.add(new WeakReference<>(link));
        return link;
    }

    public CertificateBook book() {
        return book;
    }

    /** Looks at the key files of all partners. */
    void look() {
        for (WeakReference<Link> known : links) {
            Link link = known.get();
            if (link != null) {
                link.look();
            }
        }
    }

    KeyFiles files() {
        return files;
    }

    Clock clock() {
        return clock;
    }
}
