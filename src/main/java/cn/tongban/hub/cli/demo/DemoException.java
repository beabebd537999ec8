package cn.tongban.hub.cli.demo;

import cn.tongban.hub.support.Texts;
import java.util.Locale;

/** Why the demo cannot start or go on, in words for whoever runs it. */
final class DemoException extends RuntimeException {
    /** A step of the story did not come true. */
    static final int UNTRUE = 1;
    /** Something is missing or taken, or an option is wrong. */
    static final int USAGE = 2;
    /** The hub or the sandbox did not start, or has ended. */
    static final int GONE = 3;

    private final int exitCode;
    private final transient Object[] arguments;

    /** @param key of the text, which says what happened and what to do */
    DemoException(int exitCode, String key, Object... arguments) {
        super(key);
        this.exitCode = exitCode;
        this.arguments = arguments.clone();
    }

    int exitCode() {
        return exitCode;
    }

    String in(Locale locale) {
        return Texts.of(locale, getMessage(), arguments);
    }
}
