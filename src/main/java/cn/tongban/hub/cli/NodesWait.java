package cn.tongban.hub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits until every node of a hub runs a bundle. */
final class NodesWait {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 200;

    private final HubClient client;

    NodesWait(HubClient client) {
        this.client = client;
    }

    /** @return false when a node has not followed in time, or says that it cannot */
    boolean until(String digest, PrintWriter out) {
        long start = System.nanoTime();
        while (true) {
            JsonNode nodes = client.get("/api/v1/deployments/current").path("nodes");
            boolean all = !nodes.isEmpty();
            for (JsonNode node : nodes) {
                all &= node.path("digest").asText().equals(digest);
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            if (all || millis > PATIENCE.toMillis()) {
                BundlesCommand.nodes(out, nodes);
                return all;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
