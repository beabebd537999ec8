package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.sandbox.citywindow.DeskClient;
import cn.tongban.sandbox.citywindow.Paper;
import cn.tongban.sandbox.wire.WireClient;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How fast 500 MB get into the hub and out of it, against a plain copy of the same bytes in the same run. */
@Tag("soak")
class MaterialRateIT {
    private static final long SIZE = 500L << 20;
    private static final Duration LONG = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void atLeastHalfAsFastAsAPlainCopy() throws Exception {
        TestBundle bundle = TestBundle.quick(folder.resolve("bundle"))
                .replace("connectors/city-window/connector.yaml", "max-file: 50MB", "max-file: 600MB")
                .replace("connectors/city-window/connector.yaml", "max-case: 500MB", "max-case: 20GB");
        Paper paper = Paper.pdf("材料", "材料.pdf", 1, SIZE);
        try (World world = World.start(folder, bundle, hub -> hub.withHeap("256m").atFullSpeed())) {
            double plain = 0;
            double in = 0;
            double out = 0;
            for (int round = 1; round <= 3; round++) {
                plain = Math.max(plain, rate(this::copy, paper));
                Acked acked = world.handInFresh();
                world.awaitState(acked.caseNo(), "city-platform", "delivered");
                in = Math.max(in, rate(p -> upload(world, acked.caseNo(), p), paper));
                long start = System.nanoTime();
                await().atMost(LONG).pollInterval(Duration.ofMillis(20)).until(() -> world.database().number(
                        "select count(*) from delivery where type = 'material.supplied' and state = 'delivered' and case_no = '"
                                + acked.caseNo() + "'") == 1);
                out = Math.max(out, SIZE / 1e6 / ((System.nanoTime() - start) / 1e9));
            }
            System.out.printf("plain copy %.0f MB/s, into the hub %.0f MB/s (%.2f), out of it %.0f MB/s (%.2f)%n",
                    plain, in, in / plain, out, out / plain);

            assertThat(in).isGreaterThanOrEqualTo(plain * 0.5);
        }
    }

    private interface Transfer {
        void run(Paper paper) throws IOException;
    }

    private static double rate(Transfer transfer, Paper paper) throws IOException {
        long start = System.nanoTime();
        transfer.run(paper);
        return SIZE / 1e6 / ((System.nanoTime() - start) / 1e9);
    }

    private static void upload(World world, String caseNo, Paper paper) throws IOException {
        try (DeskClient desk = new DeskClient(world.hub().url(), Secrets.DOOR_KEY, LONG, Clock.systemUTC())) {
            assertThat(desk.upload(caseNo, "M1", paper, "").status()).isEqualTo(202);
        }
    }

    /** The same sender, and the JDK's web server with a handler that writes a file and flushes it. */
    private void copy(Paper paper) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/plain", exchange -> receive(exchange, folder.resolve("plain.bin")));
        server.start();
        URI to = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (WireClient client = new WireClient(to, LONG); InputStream body = paper.open()) {
            assertThat(client.sendStream("PUT", "/plain", List.of(), body, SIZE).status()).isEqualTo(200);
        } finally {
            server.stop(0);
        }
    }

    private static void receive(HttpExchange exchange, Path file) throws IOException {
        try (exchange; InputStream in = exchange.getRequestBody();
                FileChannel to = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            in.transferTo(Channels.newOutputStream(to));
            to.force(true);
            exchange.sendResponseHeaders(200, -1);
        }
    }
}
