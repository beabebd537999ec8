package cn.tongban.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts the subjects that are not the hub, each as its own process in a folder of its own. */
final class Peers {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Path folder;
    private int started;

    Peers(Path folder) {
        this.folder = folder;
    }

    /** A subject made of one door process and perhaps a receiver. */
    private record Processes(String name, Child door, int port, List<Child> others, int receiver) implements Subject {
        @Override
        public String secret() {
            return "nobody-checks";
        }

        @Override
        public long delivered() throws IOException {
            return receiver == 0 ? 0 : count(receiver, "different");
        }

        @Override
        public void close() {
            door.close();
            others.forEach(Child::close);
        }
    }

    Subject floor(String url, int pool) throws Exception {
        Child door = Child.start(folder, "floor", Floor.class, 384, List.of(url, String.valueOf(pool)), Map.of());
        return new Processes("floor, pool " + pool, door, door.awaitReady(), List.of(), 0);
    }

    /** Plain Camel with JMS; {@code transacted} = each send is a transaction of its own. */
    Subject plainCamel(int connections, int consumers, boolean transacted) throws Exception {
        Receiving receiving = receiver(0);
        Child door = Child.start(folder, "plain-camel", PlainCamel.class, 512,
                List.of(fresh("broker").toString(), String.valueOf(receiving.port), String.valueOf(connections),
                        String.valueOf(consumers), String.valueOf(transacted)), Map.of());
        return new Processes("plain Camel, " + connections + " connections, " + consumers + " consumers, "
                + (transacted ? "transacted" : "synchronous") + " sends", door, door.awaitReady(),
                List.of(receiving.child), receiving.port);
    }

    /** The prototype of lanes ("lanes") or of the relay through Artemis ("broker"). */
    Subject hop(String way, String url, int senders) throws Exception {
        Receiving receiving = receiver(0);
        Child door = Child.start(folder, "hop-" + way, DoubleHop.class, 512, List.of(way, url,
                String.valueOf(receiving.port), String.valueOf(senders), fresh("broker").toString()), Map.of());
        return new Processes("prototype, " + way + ", " + senders + " senders", door, door.awaitReady(),
                List.of(receiving.child), receiving.port);
    }

    record Receiving(Child child, int port) {}

    /** A receiver on {@code port}, or on a free one when that is 0. */
    Receiving receiver(int port) throws Exception {
        return receiver(port, fresh("receiver").resolve("requests.http"));
    }

    Receiving receiver(int port, Path file) throws Exception {
        Child child = Child.start(folder, "receiver", Receiver.class, 512,
                List.of(String.valueOf(port), file.toString()), Map.of());
        return new Receiving(child, child.awaitReady());
    }

    Child generator() throws Exception {
        Child generator = Child.start(folder, "generator", LoadGenerator.class, 1536, List.of(), Map.of());
        generator.awaitReady();
        return generator;
    }

    /** "requests" or "different" of a receiver. */
    static long count(int receiver, String what) throws IOException {
        try {
            String answer = CLIENT.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + receiver + "/count")).build(),
                    HttpResponse.BodyHandlers.ofString()).body();
            return Long.parseLong(LoadPlan.Pairs.parse(answer).getOrDefault(what, "0"));
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    private Path fresh(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name + "-" + ++started));
    }
}
