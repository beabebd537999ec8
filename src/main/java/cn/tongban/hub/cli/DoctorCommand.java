package cn.tongban.hub.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks at everything that the hub needs, without starting it, and asks a running one how it is. */
@Command(
        name = "doctor",
        description = "体检:Java、端口、数据目录、数据库、磁盘、时钟、密钥、工作日历;有问题退出码为 1"
                + " / Check-up: Java, port, data folder, database, disk, clock, secrets, calendar; exit code 1 if something"
                + " is wrong")
final class DoctorCommand implements Callable<Integer> {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @Option(names = "--bundle", paramLabel = "FILE", description = "另写诊断包(zip),不含个人信息和密钥"
            + " / Also write a diagnostics zip without personal data and secrets")
    private @Nullable Path bundle;

    @Mixin
    private Answers answers;

    @Override
    public Integer call() throws IOException {
        Environment environment = answers.environment();
        RunningHealth health = RunningHealth.ask(answers.address(), HubCli.clock());
        List<Check> checks = new ArrayList<>();
        checks.addAll(MachineChecks.all());
        checks.addAll(health.checks());
        checks.addAll(DataChecks.all(environment));
        checks.add(BundleChecks.secrets(environment));
        checks.add(BundleChecks.calendar(environment, LocalDate.ofInstant(HubCli.clock().instant(), SHANGHAI)));
        if (!health.isHub()) {
            checks.add(MachineChecks.port(answers.address()));
            checks.add(DataChecks.database(environment));
        }
        if (bundle != null) {
            byte[] running = health.isHub() ? answers.client().bytesIfAllowed("/api/v1/diagnostics") : new byte[0];
            new DoctorBundle(environment).write(bundle, checks, running);
            checks.add(running.length > 0
                    ? Check.fine("bundle-file", "诊断包写在 " + bundle + "。", "The diagnostics are in " + bundle + ".")
                    : Check.care("bundle-file", "诊断包写在 " + bundle + ",但只有本机部分:枢纽没有运行,或令牌没有 admin 权限。",
                            "The diagnostics are in " + bundle
                                    + ", of this machine only: the hub is off, or the token lacks the scope admin."));
        }
        answers.show(checks, out -> checks.forEach(check -> {
            out.println(check.state().shape() + " " + check.name() + "  " + check.zh());
            out.println("    " + check.en());
        }));
        return checks.stream().anyMatch(c -> c.state() == Check.State.BAD) ? Exit.FOUND : Exit.FINE;
    }
}
