package cn.tongban.hub.web;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.Destination;
import cn.tongban.hub.connector.Timeouts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Whether an outside system can be reached at all. Sends nothing, so that it is safe at any time of day. */
@Component
class ConnectorCheck {
    private static final String ADDRESS = "base-url";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final BundleAtWork bundle;

    ConnectorCheck(BundleAtWork bundle) {
        this.bundle = bundle;
    }

    /**
     * @param answer reached, no-address, unknown-host or no-connection
     * @param millis how long it took
     */
    record Result(String connector, boolean reached, String answer, long millis) {}

    /** @throws cn.tongban.hub.support.HubException CONNECTOR_UNKNOWN */
    Result reach(String id) {
        BundleAtWork.Parts parts = bundle.parts();
        ConnectorDescriptor connector = parts.connectors().get(Destination.of(id).connector());
        String address = parts.settings().find(id, ADDRESS).orElse("");
        if (address.isEmpty()) {
            return new Result(id, false, "no-address", 0);
        }
        Duration patience =
                connector.deliver().map(d -> d.timeouts()).map(Timeouts::connect).orElse(PATIENCE);
        long start = System.nanoTime();
        String answer = connect(URI.create(address), patience);
        return new Result(id, answer.equals("reached"), answer, (System.nanoTime() - start) / 1_000_000);
    }

    private static String connect(URI address, Duration patience) {
        int standard = "https".equals(address.getScheme()) ? 443 : 80;
        int port = address.getPort() < 0 ? standard : address.getPort();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), port), Math.toIntExact(patience.toMillis()));
            return "reached";
        } catch (UnknownHostException e) {
            return "unknown-host";
        } catch (IOException e) {
            return "no-connection";
        }
    }
}
