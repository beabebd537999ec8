package cn.tongban.hub.parcel;

import java.util.Arrays;
import java.util.Optional;

/** What a parcel is for; the letter stands in the order number. */
public enum ParcelPurpose {
    /** What the authority made, to the applicant. */
    RESULT('R'),
    /** Papers of the applicant, to the authority. */
    PAPERS('M');

    private final char letter;

    ParcelPurpose(char letter) {
        this.letter = letter;
    }

    char letter() {
        return letter;
    }

    static Optional<ParcelPurpose> ofLetter(char letter) {
        return Arrays.stream(values()).filter(purpose -> purpose.letter == letter).findFirst();
    }
}
