package cn.tongban.hub.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks at everything that the hub needs, without starting it, and asks a running one how it is. */
@Command(
        name = "doctor",
        description = "体检:Java、端口、数据目录、数据库、磁盘、时钟、密钥;有问题退出码为 1"
                + " / Check-up: Java, port, data folder, database, disk, clock, secrets; exit code 1 if something is wrong")
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private Reach reach;

    @Mixin
    private JsonOption json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Environment environment = HubCli.environment(spec);
        RunningHealth health = RunningHealth.ask(reach.address(), HubCli.clock());
        List<Check> checks = new ArrayList<>();
        checks.addAll(MachineChecks.all());
        checks.addAll(health.checks());
        checks.addAll(DataChecks.all(environment));
        checks.add(BundleChecks.secrets(environment));
        if (!health.isHub()) {
            checks.add(MachineChecks.port(reach.address()));
            checks.add(DataChecks.database(environment));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json.wanted()) {
            json.print(out, checks);
        } else {
            checks.forEach(check -> {
                out.println(check.state().shape() + " " + check.name() + "  " + check.zh());
                out.println("    " + check.en());
            });
        }
        return checks.stream().anyMatch(c -> c.state() == Check.State.BAD) ? Exit.FOUND : Exit.FINE;
    }
}
