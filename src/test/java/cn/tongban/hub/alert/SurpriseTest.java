package cn.tongban.hub.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurpriseTest {
    /** From tables of the Poisson distribution. */
    @ParameterizedTest
    @CsvSource({"0, 1, 0.36788", "0, 7, 0.00091", "2, 4, 0.23810", "5, 10, 0.06709", "3, 15, 0.00021", "10, 10, 0.58304",
        "80, 100, 0.02265"})
    void theTailIsThatOfPoisson(long came, double usual, double probability) {
        assertThat(Surprise.tail(came, usual)).isCloseTo(probability, within(0.00001));
    }

    @ParameterizedTest
    @CsvSource({"0, 7, true", "0, 6.9, false", "0, 0, false", "1, 10, true", "2, 10, false", "5, 200, true", "199, 200, false",
        "200, 200, false", "300, 200, false", "98000, 100000, true", "99500, 100000, false"})
    void onlyWhatChanceDoesNotExplainIsTooFew(long came, double usual, boolean tooFew) {
        assertThat(Surprise.tooFew(came, usual)).isEqualTo(tooFew);
    }

    @Test
    void moreIsNeverMoreSurprising() {
        for (long came = 0; came < 400; came++) {
            assertThat(Surprise.tail(came, 200)).isLessThanOrEqualTo(Surprise.tail(came + 1, 200) + 1e-9);
        }
        assertThat(Surprise.tail(400, 200)).isCloseTo(1, within(1e-9));
    }
}
