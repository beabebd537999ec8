package cn.tongban.hub.cli;

import cn.tongban.hub.cli.demo.DemoCommand;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of all commands. {@code run} is listed for the help only: the main class starts the hub itself. */
@Command(
        name = "hub",
        scope = ScopeType.INHERIT,
        description = {"通办枢纽:记录、转办、回传,一件不丢。", "Tongban Hub: records, forwards, carries back; nothing is lost."},
        synopsisHeading = "用法 Usage: ",
        optionListHeading = "%n选项 Options:%n",
        commandListHeading = "%n命令 Commands:%n",
        footer = {
            "",
            "退出码 Exit codes: 0 正常 fine, 1 发现问题 something was found, 2 用法不对 wrong usage, 3 连不上枢纽 hub unreachable"
        },
        subcommands = {
            DemoCommand.class,
            HubCli.Run.class,
            SandboxCommand.class,
            NewCommand.class,
            SchemasCommand.class,
            ValidateCommand.class,
            TestCommand.class,
            DeployCommand.class,
            RollbackCommand.class,
            BundlesCommand.class,
            DryRunCommand.class,
            DiffCommand.class,
            GoldenCommand.class,
            StatusCommand.class,
            MessagesCommand.class,
            CaseCommand.class,
            ItemsCommand.class,
            ParcelsCommand.class,
            DebtsCommand.class,
            CommitmentsCommand.class,
            DeadCommand.class,
            ReplayCommand.class,
            AskCommand.class,
            DriftCommand.class,
            ConnectorsCommand.class,
            TokensCommand.class,
            DoctorCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
        })
public final class HubCli implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "显示帮助 / Show this help")
    private boolean help;

    private final Environment environment;

    private HubCli(Environment environment) {
        this.environment = environment;
    }

    /** Runs one command and gives its exit code: 0 fine, 1 findings, 2 wrong usage, 3 the hub cannot be reached. */
    public static int run(String[] args) {
        // The console is UTF-8 whatever the locale of the machine says, or Chinese would come out as question marks.
        return run(args, utf8(System.out), utf8(System.err), new Environment(System.getenv()));
    }

    static int run(String[] args, PrintWriter out, PrintWriter err, Environment environment) {
        CommandLine commands = new CommandLine(new HubCli(environment));
        // It hands on what it does not know.
        commands.getSubcommands().get("sandbox").setUnmatchedOptionsArePositionalParams(true);
        int code = commands.setOut(out)
                .setErr(err)
                .setUsageHelpWidth(100)
                .setUsageHelpLongOptionsMaxWidth(32)
                .setExecutionExceptionHandler((e, command, parsed) -> Failure.report(e, command))
                .setParameterExceptionHandler((e, wrong) -> wrongUsage(e))
                .execute(args);
        out.flush();
        err.flush();
        return code;
    }

    /** Where the bundle of this machine lies: HUB_BUNDLE, HUB_HOME or the current folder. */
    public static Path bundleFolder() {
        return BundleFolder.root(new Environment(System.getenv())).toAbsolutePath();
    }

    /** The variables that the command of this spec was started with. */
    static Environment environment(CommandSpec any) {
        return ((HubCli) any.root().userObject()).environment;
    }

    /** The clock of this machine; commands run without Spring, so the root gives it. */
    public static Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "请写明命令。Say which command.");
    }

    private static int wrongUsage(ParameterException e) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println("用法不对 Wrong usage: " + e.getMessage());
        e.getCommandLine().usage(err);
        return Exit.USAGE;
    }

    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    @Command(name = "run", description = "启动枢纽(默认) / Start the hub (the default)")
    static final class Run implements Runnable {
        @Option(names = "--watch", description = "开发用:集成包目录中保存的文件立即校验、测试并生效"
                + " / For development: what is saved in the bundle's folder is checked, tested and live at once")
        private boolean watch;

        @Override
        public void run() {
            throw new IllegalStateException("the main class starts the hub itself");
        }
    }
}
