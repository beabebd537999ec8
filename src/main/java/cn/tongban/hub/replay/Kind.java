package cn.tongban.hub.replay;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How something differs. */
public enum Kind {
    APPEARED("多出"),
    VANISHED("消失"),
    CHANGED("改变"),
    NOW_FAILS("现在失败"),
    NOW_PASSES("现在通过");

    private final String chinese;

    Kind(String chinese) {
        this.chinese = chinese;
    }

    /** The stable name, for example {@code now-fails}. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String chinese() {
        return chinese;
    }

    public static Optional<Kind> of(String wire) {
        return Arrays.stream(values()).filter(kind -> kind.wire().equals(wire)).findFirst();
    }
}
