package cn.tongban.hub.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Starts the demo. Its story is a program of its own: {@code cn.tongban.hub.demo.DemoStory} with
 * {@code public static int run(String[])}, which gets all words after {@code demo} and gives the exit code.
 */
@Command(name = "demo", description = "演示:枢纽、模拟系统和一段真实往来 / Hub, sandbox and a short story of real traffic")
final class DemoCommand implements Callable<Integer> {
    static final String STORY = "cn.tongban.hub.demo.DemoStory";

    @Parameters(arity = "0..*", paramLabel = "WORD", description = "交给演示程序 / Handed to the demo")
    private String[] words = {};

    @Override
    public Integer call() throws Exception {
        return (Integer) OtherProgram.method(STORY, "run").invoke(null, (Object) words);
    }
}
