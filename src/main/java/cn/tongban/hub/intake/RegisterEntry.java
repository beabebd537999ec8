package cn.tongban.hub.intake;

import java.util.regex.Pattern;

/**
 * An entry of a register that another package keeps, such as an item of the catalogue.
 *
 * @param register name of the {@link Register} that writes it
 * @param key of the entry in it, letters, digits, dot, underscore and hyphen: it travels in subjects and answers
 */
public record RegisterEntry(String register, String key) implements Entry {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public RegisterEntry {
        if (!WORD.matcher(register).matches() || !WORD.matcher(key).matches()) {
            throw new IllegalArgumentException("not a name of a register and a key in it");
        }
    }

    /** What keys and lanes are named after. No case number has a slash, so no case shares them. */
    public String subject() {
        return register + "/" + key;
    }
}
