package cn.tongban.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubCliTest {
    private static final String NOWHERE = "http://127.0.0.1:1";

    @TempDir
    private Path folder;

    @Test
    void helpIsInChineseWithEnglishBesideItAndListsEveryCommand() {
        Console help = Console.run(Map.of(), "--help");

        assertThat(help.exit()).isZero();
        assertThat(help.out()).contains("用法 Usage", "命令 Commands", "demo", "run", "sandbox", "validate", "test", "status",
                "messages", "case", "dead", "replay", "connectors", "doctor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "case", "replay --reason x", "replay 1 --reason x", "dead repair", "status --to x"})
    void wrongUsageIsTwo(String words) {
        Console wrong = Console.run(Map.of(), words.isEmpty() ? new String[0] : words.split(" "));

        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "messages", "case C-1", "dead", "connectors"})
    void anUnreachableHubIsThree(String words) {
        Console away = Console.run(Map.of(), (words + " --to " + NOWHERE).split(" "));

        assertThat(away.exit()).isEqualTo(3);
        assertThat(away.err()).contains("连不上枢纽", "Cannot reach a hub");
    }

    @Test
    void theSampleBundleIsValidAndItsExamplesPass() {
        assertThat(Console.run(Map.of(), "validate", ".").exit()).isZero();
        assertThat(Console.run(Map.of(), "test", ".", "--json").exit()).isZero();
    }

    @Test
    void findingsOfABundleAreOneAndStandWhereEditorsLook() throws IOException {
        Path route = folder.resolve("routes/x/x.record.camel.yaml");
        Files.createDirectories(route.getParent());
        Files.writeString(route, "- route:\n    id: other.name\n");

        Console found = Console.run(Map.of("HUB_BUNDLE", folder.toString()), "validate");

        assertThat(found.exit()).isEqualTo(1);
        assertThat(found.out()).containsPattern("routes/x/x.record.camel.yaml:\\d+:\\d+: ");
    }

    @Test
    void theDoctorNamesMissingSecretsAndPrintsNone() throws IOException {
        Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(folder.resolve("secrets/city-platform.door-key"), "do-not-print");

        Console doctor = Console.run(
                Map.of("HUB_DATA", folder.toString(), "HUB_HOME", "."), "doctor", "--to", NOWHERE);

        assertThat(doctor.exit()).isEqualTo(1);
        assertThat(doctor.out()).contains("✓ java", "■ secrets", "city-platform.sign-key").doesNotContain("do-not-print");
    }

    @Test
    void theDoctorMissesTheCalendarOfTheNextYearFromNovemberOn() throws IOException {
        Path calendar = Files.createDirectories(folder.resolve("mappings/canonical/calendar"));
        Files.createDirectories(folder.resolve("connectors"));
        for (int year : new int[] {2025, 2026}) {
            Files.writeString(calendar.resolve(year + ".csv"),
                    "date,kind,name_zh,name_en\n" + year + "-01-01,off,元旦,New Year's Day\n");
        }
        Environment environment = new Environment(Map.of("HUB_HOME", folder.toString()));

        assertThat(BundleChecks.calendar(environment, LocalDate.of(2026, 10, 31)).state()).isEqualTo(Check.State.FINE);
        assertThat(BundleChecks.calendar(environment, LocalDate.of(2026, 11, 1)).en()).contains("2027 is missing");
        assertThat(BundleChecks.calendar(environment, LocalDate.of(2025, 12, 1)).state()).isEqualTo(Check.State.FINE);
    }

    @Test
    void theDoctorSeesAKeyThatOthersCanRead() throws IOException {
        Path token = Files.writeString(folder.resolve("admin.token"), "x");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));

        Console doctor = Console.run(Map.of("HUB_DATA", folder.toString()), "doctor", "--to", NOWHERE, "--json");

        assertThat(doctor.out()).contains("Others can read");
    }

    @Test
    void chineseCharactersAreTwoColumnsWide() {
        StringWriter out = new StringWriter();

        new TextTable("状态", "x").row("ab", "y").print(new PrintWriter(out));

        assertThat(out.toString().lines()).containsExactly("状态  x", "ab    y");
    }
}
