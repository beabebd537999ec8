package cn.tongban.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

class NewCommandTest {
    private static final Pattern NEXT = Pattern.compile("(?m)^  \\./hub ([a-z]+)");

    @TempDir
    private Path bundle;

    @BeforeEach
    void copyTheBundle() throws IOException {
        for (String folder : List.of("routes", "connectors", "mappings")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.toList()) {
                    Files.copy(file, bundle.resolve(file.toString()));
                }
            }
        }
    }

    @Test
    void aConnectorIsMadeItsFilesAndTheNextCommandsAreTold() {
        Console made = hub("new", "connector", "township", bundle.toString());

        assertThat(made.err()).isEmpty();
        assertThat(made.exit()).isZero();
        assertThat(made.out()).contains("connectors/township/connector.yaml", "schemas/connector.schema.json", "待办 Left to do",
                "./hub validate " + bundle, "./hub test " + bundle);
        assertThat(NEXT.matcher(made.out()).results().map(found -> found.group(1))).hasSize(3).allMatch(NewCommandTest::exists);
        assertThat(hub("validate", bundle.toString(), "--strict").exit()).isZero();
        assertThat(hub("test", bundle.toString()).exit()).isZero();
    }

    @Test
    void aSecondTimeNothingIsWritten() {
        hub("new", "connector", "township", bundle.toString());

        Console again = hub("new", "connector", "township", bundle.toString());

        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.err()).contains("connectors/township", "nothing was written");
    }

    @Test
    void aMappingAndARouteFollow() {
        hub("new", "connector", "township", bundle.toString());

        assertThat(hub("new", "mapping", "township/step-to-canonical", bundle.toString()).exit()).isZero();
        Console route = hub("new", "route", "township.receive", "--mapping", "township/step-to-canonical", bundle.toString());

        assertThat(route.err()).isEmpty();
        assertThat(bundle.resolve("routes/township/township.receive.camel.yaml")).exists();
        assertThat(hub("validate", bundle.toString()).exit()).isZero();
        assertThat(hub("test", bundle.toString()).exit()).isZero();
    }

    @Test
    void aRouteThatClashesIsNotWritten() {
        hub("new", "mapping", "city-window/step-from-canonical2-from-canonical", "--contract", "step", "--canonical", "case.step",
                bundle.toString());

        Console clash = hub("new", "route", "clash.notify", "--mapping",
                "city-window/step-from-canonical2-from-canonical", "--kamelet", "city-window-nothing-sink", bundle.toString());

        assertThat(clash.exit()).isEqualTo(1);
        assertThat(clash.err()).contains("city-window-step-sink");
        assertThat(bundle.resolve("routes/clash")).doesNotExist();
    }

    @Test
    void oneDocumentAtATime() {
        assertThat(hub("new", "connector", "x", "--xsd", "a", "--ddl", "b", bundle.toString()).exit()).isEqualTo(2);
        assertThat(hub("new").exit()).isEqualTo(2);
        assertThat(hub("new", "connector").exit()).isEqualTo(2);
        assertThat(hub("new", "connector", "x", "--xsd", bundle.resolve("none").toString(), bundle.toString()).exit()).isEqualTo(1);
    }

    private static boolean exists(String command) {
        return Stream.of(HubCli.class.getAnnotation(Command.class).subcommands())
                .anyMatch(known -> known.getAnnotation(Command.class).name().equals(command));
    }

    private static Console hub(String... words) {
        return Console.run(Map.of(), words);
    }
}
