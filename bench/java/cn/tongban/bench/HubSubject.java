package cn.tongban.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The hub as a user starts it ({@code ./hub run}), with the sample bundle, its own embedded database and a receiver in
 * the place of the city platform. Looks into the database as its superuser, never through the hub's code.
 */
final class HubSubject implements Subject {
    private static final String SECRET = "bench-only-secret-0123456789abcdef";

    private final Peers peers;
    private final Path data;
    private final int port;
    private final Peers.Receiving receiver;
    private Child process;

    private HubSubject(Peers peers, Path data, int port, Peers.Receiving receiver) {
        this.peers = peers;
        this.data = data;
        this.port = port;
        this.receiver = receiver;
    }

    /** Makes a data folder and starts the hub; returns when it is ready. */
    static HubSubject start(Peers peers) throws Exception {
        HubSubject hub = new HubSubject(peers, peers.fresh("hub"), PrivatePostgres.freePort(), peers.receiver(0));
        hub.start();
        return hub;
    }

    /** Starts it (again) and gives the seconds until it says that it is ready. */
    double start() throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of(
                "HUB_DATA", data.toString(),
                "HUB_PORT", String.valueOf(port),
                "HUB_AMQP_PORT", "0",
                "HUB_CONSOLE_DEMO", "true",
                "HUB_CONNECTOR_CITY_PLATFORM_BASE_URL", "http://127.0.0.1:" + receiver.port() + "/city-platform",
                "HUB_CONNECTOR_CITY_WINDOW_BASE_URL", "http://127.0.0.1:" + receiver.port() + "/city-window"));
        for (String secret : List.of("CITY_WINDOW_DOOR_KEY", "CITY_WINDOW_CALLBACK_KEY", "CITY_PLATFORM_SIGN_KEY",
                "CITY_PLATFORM_DOOR_KEY", "DISTRICT_PLATFORM_SIGN_KEY", "DISTRICT_PLATFORM_EXCHANGE_PASSWORD",
                "DEPARTMENT_MARKET_BUREAU_PASSWORD", "DEPARTMENT_CONSTRUCTION_BUREAU_PASSWORD",
                "POSTAL_EMS_AUTHORIZATION", "PROVINCE_CATALOGUE_SIGN_KEY",
                "PROVINCE_PLATFORM_SYS_PASSWORD", "PROVINCE_PLATFORM_DOOR_PASSWORD", "PROVINCE_ARCHIVE_APP_WORD")) {
            environment.put("HUB_SECRET_" + secret, SECRET);
        }
        environment.put("HUB_SECRET_POSTAL_EMS_SIGN_KEY", "VGVzdEtleS0xNmJ5dGVzIQ==");
        long began = System.nanoTime();
        process = Child.start(peers.folder(), "hub",
                List.of(Path.of(System.getProperty("bench.home"), "hub").toString(), "run"), environment);
        while (!ready()) {
            if (!process.isAlive() || System.nanoTime() - began > 300e9) {
                throw new IllegalStateException("the hub does not become ready: " + process.said());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    /** What it has written since it was ready. */
    String said() {
        return process.said();
    }

    void stop() {
        process.close();
    }

    Peers.Receiving receiver() {
        return receiver;
    }

    Path data() {
        return data;
    }

    long pid() {
        return process.pid();
    }

    /** JDBC address of a database of this name on the hub's own server, which is made when it is not there. */
    String database(String name) throws Exception {
        try (Connection connection = connect(); ResultSet found = connection.createStatement()
                .executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
            if (!found.next()) {
                connection.createStatement().execute("create database " + name);
            }
        }
        return url(name);
    }

    /** The first column of the first row as a number. */
    long number(String sql) throws Exception {
        try (Connection connection = connect(); ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    long databasePid() throws IOException {
        return Long.parseLong(Files.readAllLines(data.resolve("pg").resolve("postmaster.pid")).get(0).trim());
    }

    @Override
    public String name() {
        return "hub";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String secret() {
        return SECRET;
    }

    @Override
    public boolean delivers() {
        return true;
    }

    @Override
    public long delivered() throws IOException {
        return receiver.count("different");
    }

    @Override
    public void close() {
        stop();
        receiver.child().close();
    }

    private boolean ready() {
        byte[] ask = "GET /actuator/health/readiness HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes();
        try (Wire wire = new Wire(port, true)) {
            wire.send(ask);
            boolean complete = wire.receive();
            while (!complete) {
                complete = wire.receive();
            }
            return wire.status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** As the superuser of the hub's own database server. */
    Connection connect() throws SQLException, IOException {
        return DriverManager.getConnection(url("hub"));
    }

    private String url(String name) throws IOException {
        return "jdbc:postgresql://127.0.0.1:" + Files.readString(data.resolve("pg-port")).trim() + "/" + name
                + "?user=postgres&password=" + Files.readString(data.resolve("pg-password")).trim();
    }
}
