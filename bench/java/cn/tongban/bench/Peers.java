package cn.tongban.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts the subjects that are not the hub, each as its own process in a folder of its own. */
final class Peers {
    private final Path folder;
    private int started;

    Peers(Path folder) {
        this.folder = folder;
    }

    /** A subject made of one door process and perhaps a receiver. */
    private record Processes(String name, Child door, int port, Optional<Receiving> receiver)
            implements Subject {
        @Override
        public String secret() {
            return "nobody-checks";
        }

        @Override
        public boolean delivers() {
            return receiver.isPresent();
        }

        @Override
        public long delivered() throws IOException {
            return receiver.isPresent() ? receiver.get().count("different") : 0;
        }

        @Override
        public void close() {
            door.close();
            receiver.ifPresent(it -> it.child().close());
        }
    }

    Subject floor(String url, int pool) throws Exception {
        Child door = Child.start(folder, "floor", Floor.class, 384, List.of(url, String.valueOf(pool)), Map.of());
        return new Processes("floor, pool " + pool, door, door.awaitReady(), Optional.empty());
    }

    /** Plain Camel with JMS; {@code transacted} = each send is a transaction of its own. */
    Subject plainCamel(int connections, int consumers, boolean transacted) throws Exception {
        Receiving receiving = receiver(0);
        Child door = Child.start(folder, "plain-camel", PlainCamel.class, 512,
                List.of(fresh("broker").toString(), String.valueOf(receiving.port), String.valueOf(connections),
                        String.valueOf(consumers), String.valueOf(transacted)), Map.of());
        return new Processes("plain Camel, " + connections + " connections, " + consumers + " consumers, "
                + (transacted ? "transacted" : "synchronous") + " sends", door, door.awaitReady(),
                Optional.of(receiving));
    }

    /** The prototype of lanes ("lanes") or of the relay through Artemis ("broker"). */
    Subject hop(String way, String url, int senders) throws Exception {
        Receiving receiving = receiver(0);
        Child door = Child.start(folder, "hop-" + way, DoubleHop.class, 512, List.of(way, url,
                String.valueOf(receiving.port), String.valueOf(senders), fresh("broker").toString()), Map.of());
        return new Processes("prototype, " + way + ", " + senders + " senders", door, door.awaitReady(),
                Optional.of(receiving));
    }

    /** A running receiver. */
    record Receiving(Child child, int port) {
        /** "requests" = all that it saw, "different" = how many different ones. */
        long count(String what) throws IOException {
            return order("count", what);
        }

        /** "down" or "up". */
        void turn(String way) throws IOException {
            order(way, "requests");
        }

        private long order(String order, String what) throws IOException {
            try {
                return Long.parseLong(LoadPlan.Pairs.parse(child.ask(order, "requests=", 30)).get(what));
            } catch (InterruptedException e) {
                throw new IOException("interrupted", e);
            }
        }
    }

    /** A receiver that answers after {@code delayMillis}. */
    Receiving receiver(int delayMillis) throws Exception {
        int port = PrivatePostgres.freePort();
        Child child = Child.start(folder, "receiver", Receiver.class, 512, List.of(String.valueOf(port),
                fresh("receiver").resolve("requests.http").toString(), String.valueOf(delayMillis)), Map.of());
        child.awaitReady();
        return new Receiving(child, port);
    }

    /** Where the subjects keep what they write. */
    Path folder() {
        return folder;
    }

    Child generator() throws Exception {
        Child generator = Child.start(folder, "generator", LoadGenerator.class, 1536, List.of(), Map.of());
        generator.awaitReady();
        return generator;
    }

    Path fresh(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name + "-" + ++started));
    }
}
