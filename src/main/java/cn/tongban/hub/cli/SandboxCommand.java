package cn.tongban.hub.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Starts the simulators. Found by name: the hub never depends on them. */
@Command(name = "sandbox", description = "启动外部系统的模拟器 / Start the simulators of outside systems")
final class SandboxCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "WORD", description = "交给模拟器 / Handed to the simulators")
    private String[] words = {};

    @Override
    public Integer call() throws Exception {
        OtherProgram.method("cn.tongban.sandbox.SandboxMain", "main").invoke(null, (Object) words);
        return Exit.FINE;
    }
}
