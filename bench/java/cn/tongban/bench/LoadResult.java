package cn.tongban.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * What one turn gave. Times in milliseconds; in the open model they count from the moment a request should have been
 * sent, so a stalled server cannot hide its stall.
 */
record LoadResult(int sent, int good, int bad, int broken, double seconds, double p50, double p90, double p99,
        double p999, double max) {

    static LoadResult of(int sent, int bad, int broken, double seconds, long[] goodNanos) {
        double[] millis = Arrays.stream(goodNanos).mapToDouble(nanos -> nanos / 1e6).sorted().toArray();
        return new LoadResult(sent, millis.length, bad, broken, seconds, at(millis, 0.5), at(millis, 0.9),
                at(millis, 0.99), at(millis, 0.999), at(millis, 1));
    }

    double rate() {
        return good / seconds;
    }

    String line() {
        return String.format(Locale.ROOT, "sent=%d good=%d bad=%d broken=%d seconds=%.3f rate=%.0f p50=%.2f p90=%.2f "
                + "p99=%.2f p999=%.2f max=%.2f", sent, good, bad, broken, seconds, rate(), p50, p90, p99, p999, max);
    }

    static LoadResult parse(String line) {
        Map<String, String> values = LoadPlan.Pairs.parse(line);
        return new LoadResult(Integer.parseInt(values.get("sent")), Integer.parseInt(values.get("good")),
                Integer.parseInt(values.get("bad")), Integer.parseInt(values.get("broken")),
                Double.parseDouble(values.get("seconds")), Double.parseDouble(values.get("p50")),
                Double.parseDouble(values.get("p90")), Double.parseDouble(values.get("p99")),
                Double.parseDouble(values.get("p999")), Double.parseDouble(values.get("max")));
    }

    private static double at(double[] sorted, double part) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
    }
}
