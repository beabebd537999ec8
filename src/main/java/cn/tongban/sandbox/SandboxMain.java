package cn.tongban.sandbox;

import cn.tongban.sandbox.cityplatform.CityPlatformSimulator;
import cn.tongban.sandbox.citywindow.CityWindowSimulator;
import cn.tongban.sandbox.control.ControlApi;
import cn.tongban.sandbox.control.Simulator;
import cn.tongban.sandbox.department.DepartmentSimulator;
import cn.tongban.sandbox.districtplatform.DistrictPlatformSimulator;
import cn.tongban.sandbox.postal.PostalSimulator;
import cn.tongban.sandbox.provincearchive.ArchiveSimulator;
import cn.tongban.sandbox.provincecatalogue.ProvinceCatalogueSimulator;
import cn.tongban.sandbox.provinceplatform.ProvincePlatformSimulator;
import cn.tongban.sandbox.scripted.ScriptedSimulator;
import cn.tongban.sandbox.wire.WireServer;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The sandbox process. Options, each also as environment {@code SANDBOX_…}: {@code --hub}, {@code --host},
 * {@code --data}, {@code --secrets}, {@code --control-port} (8092), {@code --city-platform-port} (8090),
 * {@code --city-window-port} (8091), {@code --district-platform-port} (8093), {@code --postal-ems-port} (8094),
 * {@code --postal-ems-callback}, {@code --postal-ems-sender}, {@code --postal-ems-numbers digits|s10},
 * {@code --province-archive-port} (8096), {@code --province-archive-mark}, {@code --province-archive-key},
 * {@code --postal-ems-script delivered}, {@code --province-platform-port} (8095), {@code --province-catalogue-port} (8097),
 * {@code --exchange-url}, {@code --exchange-user},
 * {@code --exchange-password-file}, {@code --department-amqp} (amqp://127.0.0.1:5672; off: no departments),
 * {@code --script 07,10,11}, {@code --district-script accept,claim,result,close},
 * {@code --fault city-platform:answer-lost:3}.
 * With {@code --simulator connectors/x/simulator.yaml}, which may be given more than once, only those systems are played.
 * Prints one line {@code sandbox ready {…}} with its ports.
 */
public final class SandboxMain {
    private SandboxMain() {}

    public static void main(String[] args) throws InterruptedException {
        Settings settings = Settings.of(args, System.getenv());
        Clock clock = Clock.systemUTC();
        List<Simulator> simulators = settings.scripts().isEmpty() ? all(settings, clock) : scripted(settings, clock);
        settings.faults().forEach(fault -> switchOn(fault, simulators));
        ControlApi api = new ControlApi(simulators, settings.hub());
        WireServer control = new WireServer("control", settings.host(), settings.port("control", settings.scripts().isEmpty() ? 8092 : 0), api);
        control.up();
        ObjectNode ports = Json.object().put("control", control.port());
        for (Simulator simulator : simulators) {
            simulator.server().up();
            ports.put(simulator.system(), simulator.server().port());
        }
        System.out.println("sandbox ready " + ports);
        System.out.flush();
        new CountDownLatch(1).await();
    }

    private static List<Simulator> all(Settings settings, Clock clock) {
        List<Simulator> simulators = new ArrayList<>(List.of(
                new CityPlatformSimulator(settings, clock).simulator(),
                new CityWindowSimulator(settings, clock).simulator(),
                new DistrictPlatformSimulator(settings, clock).simulator(),
                new PostalSimulator(settings, clock).simulator(),
                new ProvinceCatalogueSimulator(settings, clock).simulator(),
                new ProvincePlatformSimulator(settings, clock).simulator(),
                new ArchiveSimulator(settings, clock).simulator()));
        settings.broker().ifPresent(url -> simulators.add(new DepartmentSimulator(settings, url, clock).simulator()));
        return simulators;
    }

    /** Systems of connectors that are being written; beside another sandbox, so that the control port is any. */
    private static List<Simulator> scripted(Settings settings, Clock clock) {
        return settings.scripts().stream().map(file -> new ScriptedSimulator(file, settings, clock).simulator()).toList();
    }

    /** {@code <system>:<fault>[:<times>[:<millis>]]}; the last one given for a system counts. */
    private static void switchOn(String fault, List<Simulator> simulators) {
        String[] parts = fault.split(":");
        ObjectNode rule = Json.object().put("fault", parts[1]);
        rule.put("times", parts.length > 2 ? Integer.parseInt(parts[2]) : -1);
        rule.put("millis", parts.length > 3 ? Long.parseLong(parts[3]) : 1000);
        ArrayNode rules = Json.object().putArray("rules").add(rule);
        simulators.stream()
                .filter(simulator -> simulator.system().equals(parts[0]))
                .forEach(simulator -> simulator.faults().replace(rules));
    }
}
