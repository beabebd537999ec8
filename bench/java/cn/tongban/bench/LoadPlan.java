package cn.tongban.bench;

import java.util.HashMap;
import java.util.Map;

/**
 * One turn of the load generator.
 *
 * @param rate requests per second of the open model; 0 = closed model, each connection sends when it has its answer
 * @param seconds length of the turn
 * @param first number of the first case; a turn uses {@code count} numbers at most
 */
record LoadPlan(int port, String path, int connections, double rate, double seconds, long first, int count,
        String secret) {
    static final String PATH = "/in/city-window/cases";
    static final String SENDER = "city-window-01";

    static LoadPlan closed(int port, double seconds, long first, int count, String secret) {
        return new LoadPlan(port, PATH, 64, 0, seconds, first, count, secret);
    }

    static LoadPlan open(int port, double rate, double seconds, long first, String secret) {
        return new LoadPlan(port, PATH, 128, rate, seconds, first, (int) Math.ceil(rate * seconds), secret);
    }

    boolean isOpen() {
        return rate > 0;
    }

    String line() {
        return "port=" + port + " path=" + path + " connections=" + connections + " rate=" + rate + " seconds="
                + seconds + " first=" + first + " count=" + count + " secret=" + secret;
    }

    static LoadPlan parse(String line) {
        Map<String, String> values = Pairs.parse(line);
        return new LoadPlan(Integer.parseInt(values.getOrDefault("port", "8080")),
                values.getOrDefault("path", PATH), Integer.parseInt(values.getOrDefault("connections", "64")),
                Double.parseDouble(values.getOrDefault("rate", "0")),
                Double.parseDouble(values.getOrDefault("seconds", "5")),
                Long.parseLong(values.getOrDefault("first", "1")),
                Integer.parseInt(values.getOrDefault("count", "50000")), values.getOrDefault("secret", "bench"));
    }

    /** "name=value name=value" lines between the processes of the benchmark. */
    static final class Pairs {
        private Pairs() {}

        static Map<String, String> parse(String line) {
            Map<String, String> values = new HashMap<>();
            for (String pair : line.trim().split(" +")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    values.put(pair.substring(0, equals), pair.substring(equals + 1));
                }
            }
            return values;
        }
    }
}
