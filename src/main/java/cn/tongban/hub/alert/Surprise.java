package cn.tongban.hub.alert;

/** How surprising it is that so little came. */
final class Surprise {
    /** Less likely than this is no chance: once in a thousand hours that are as weak as the weak ones were. */
    static final double LIMIT = 0.001;

    private Surprise() {}

    /** Whether so few, or fewer, would come by chance less often than {@link #LIMIT} says, where that many are usual. */
    static boolean tooFew(long came, double usual) {
        return came < usual && tail(came, usual) < LIMIT;
    }

    /** Probability of {@code came} or fewer under Poisson; each term in logarithms, for large figures. */
    static double tail(long came, double usual) {
        double logarithm = came * Math.log(usual) - usual;
        for (long i = 2; i <= came; i++) {
            logarithm -= Math.log(i);
        }
        double term = Math.exp(logarithm);
        double sum = 0;
        for (long i = came; i >= 0 && term > 0; i--) {
            sum += term;
            term *= i / usual;
        }
        return Math.min(1, sum);
    }
}
