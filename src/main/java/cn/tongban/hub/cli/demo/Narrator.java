package cn.tongban.hub.cli.demo;

import cn.tongban.hub.support.Texts;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** Tells the story on the console: Chinese first, English beside it, then what to look at. */
final class Narrator {
    private final PrintStream out;
    private int steps;

    private Narrator(PrintStream out) {
        this.out = out;
    }

    /** Speaks UTF-8 whatever the locale of the terminal is: in a plain POSIX locale Java would print question marks. */
    static Narrator onConsole() {
        return new Narrator(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
    }

    /** One step of the story that has come true. */
    void step(String key, Object... arguments) {
        steps++;
        out.println();
        out.println("%2d  %s".formatted(steps, Texts.of(Texts.ZH, key, arguments)));
        out.println("    " + Texts.of(Texts.EN, key, arguments));
    }

    /** A command or an address with which the last step can be seen. */
    void look(String what) {
        out.println("    > " + what);
    }

    /** A sentence outside the numbered steps. */
    void say(String key, Object... arguments) {
        out.println();
        out.println(Texts.of(Texts.ZH, key, arguments));
        out.println(Texts.of(Texts.EN, key, arguments));
    }

    void line(String text) {
        out.println("    " + text);
    }

    void failed(DemoException e) {
        out.println();
        out.println("demo: " + e.in(Texts.ZH));
        out.println("demo: " + e.in(Texts.EN));
    }

    /** As 3.4: the unit stands in the text. */
    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
    }
}
