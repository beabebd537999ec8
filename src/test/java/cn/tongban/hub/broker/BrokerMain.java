package cn.tongban.hub.broker;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The embedded broker in a process that a test can kill. */
final class BrokerMain {
    private BrokerMain() {}

    /** @param args data folder */
    public static void main(String[] args) throws InterruptedException {
        TestBroker broker = TestBroker.start(Path.of(args[0]));
        System.out.println("broker ready " + broker.port() + ".");
        new CountDownLatch(1).await();
    }
}
