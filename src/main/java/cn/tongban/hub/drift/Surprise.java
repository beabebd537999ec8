package cn.tongban.hub.drift;

/** Whether something that was not seen for long comes too often to have been overlooked. */
final class Surprise {
    private static final int FEWEST = 3;
    private static final double UNLIKELY = 1e-6;

    private Surprise() {}

    /**
     * What did not occur in {@code before} documents occurs in at most three of as many (95 %); how unlikely is it then
     * in {@code n} of the {@code after} documents that came since?
     */
    static boolean is(long n, long after, long before) {
        return n >= FEWEST && before > 0 && tail(3.0 * after / before, n) < UNLIKELY;
    }

    /** Probability of at least {@code n} where {@code expected} are expected (Poisson). */
    private static double tail(double expected, long n) {
        if (n <= expected) {
            return 1;
        }
        double logarithm = -expected + n * Math.log(expected);
        for (long i = 2; i <= n; i++) {
            logarithm -= Math.log(i);
        }
        double term = Math.exp(logarithm);
        double sum = 0;
        for (long i = n; term > sum * 1e-9 && i < n + 1000; i++) {
            sum += term;
            term *= expected / (i + 1);
        }
        return sum;
    }
}
