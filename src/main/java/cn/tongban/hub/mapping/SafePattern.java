package cn.tongban.hub.mapping;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;

/**
 * A pattern of a contract, matched in time that grows with the text only: no look-around, no back reference, and a
 * bounded size when repetitions are written out. Java's own matcher can be kept busy for hours by a short pattern.
 */
final class SafePattern implements RegularExpression {
    static final RegularExpressionFactory FACTORY = SafePattern::of;

    private static final int LONGEST = 1_000;
    private static final int LARGEST = 5_000;

    private final Pattern pattern;

    private SafePattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** A pattern that is not taken; the contract's author gets to know where. */
    static final class Refused extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;
        private final String pattern;

        Refused(String pattern, String why) {
            super(why);
            this.pattern = pattern;
        }

        String pattern() {
            return pattern;
        }
    }

    /** @throws Refused when the pattern is none, or one that cannot be matched in linear time */
    static SafePattern of(String text) {
        if (text.length() > LONGEST || new PatternSize(text).size() > LARGEST) {
            throw new Refused(text, "The pattern is too large: at most " + LONGEST + " characters, and at most " + LARGEST
                    + " when its repetitions are written out.");
        }
        try {
            return new SafePattern(Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            throw new Refused(text, "The pattern is not a safe one: " + e.getDescription()
                    + "; look-around and back references are not taken.");
        }
    }

    @Override
    public boolean matches(String value) {
        return pattern.matcher(value).find();
    }
}
