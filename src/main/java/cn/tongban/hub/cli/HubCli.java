package cn.tongban.hub.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of all commands. {@code run} is listed for the help only: the main class starts the hub itself. */
@Command(
        name = "hub",
        mixinStandardHelpOptions = true,
        description = "Tongban Hub 通办枢纽",
        subcommands = HubCli.Run.class)
public final class HubCli implements Runnable {
    @Spec
    private CommandSpec spec;

    private HubCli() {}

    /** Runs one command and gives its exit code: 0 fine, 1 findings, 2 wrong usage, 3 the hub cannot be reached. */
    public static int run(String[] args) {
        return new CommandLine(new HubCli()).execute(args);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which command.");
    }

    @Command(name = "run", mixinStandardHelpOptions = true, description = "Start the hub (the default).")
    static final class Run implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("the main class starts the hub itself");
        }
    }
}
