package cn.tongban.hub;

import cn.tongban.hub.cli.HubCli;
import cn.tongban.hub.flow.SerialFilter;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Entry point of the jar: a sub-command of the command line, or the hub itself. */
public final class HubMain {
    private HubMain() {}

    public static void main(String[] args) {
        if (isRun(args)) {
            SerialFilter.install();
            serve(settings(args));
        } else {
            System.exit(HubCli.run(args));
        }
    }

    /**
     * Starts the hub and returns when it is ready; it runs until the JVM is told to end.
     *
     * @param args Spring's own, such as {@code --server.port=9090}
     */
    public static ConfigurableApplicationContext serve(String... args) {
        return SpringApplication.run(HubApplication.class, args);
    }

    /** Spring's own, and {@code --watch}: what is saved in the bundle's folder is live at once. */
    private static String[] settings(String[] args) {
        return Arrays.stream(args).skip(1)
                .map(arg -> arg.equals("--watch") ? "--hub.deploy.watch=" + HubCli.bundleFolder() : arg)
                .toArray(String[]::new);
    }

    private static boolean isRun(String[] args) {
        boolean asksForHelp = args.length > 1 && (args[1].equals("--help") || args[1].equals("-h"));
        return args.length == 0 || args[0].equals("run") && !asksForHelp;
    }
}
