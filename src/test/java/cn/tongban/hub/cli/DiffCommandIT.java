package cn.tongban.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.release.BundleArchive;
import cn.tongban.hub.replay.JournalFiller;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.web.RunningHub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandIT {
    private static final String MAPPING = "mappings/city-window/case-submission-to-canonical.jslt";
    private static final String[] PERSONAL = {"测试甲", "测试乙", "汉中示例食品", "6107021900", "91610700Y0", "139000"};

    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    @TempDir
    private Path folder;

    private final BundleFiles sample = BundleFiles.fromClassPath();
    private String token = "";

    @BeforeEach
    void record() {
        token = HUB.token(Scope.READ, Scope.READ_PERSONAL);
        JournalFiller filler = new JournalFiller(HUB, sample, Clock.systemUTC().instant().minus(Duration.ofHours(1)));
        filler.fill(40);
        filler.refuse();
    }

    @Test
    void whatDiffersIsTakenFromAHubToldWithoutValuesAndAcceptedOnce() throws IOException {
        Path renamed = bundle("renamed", "\"projectName\": .projectName", "\"projectTitle\": .projectName");
        Path both = bundle("both", "\"projectName\": .projectName", "\"projectTitle\": .projectName, \"channel\": \"desk\"");
        Path recording = folder.resolve("traffic.ndjson");
        Path expected = folder.resolve("expected.yaml");

        Console found = hub("diff", renamed.toString(), "--replay", "2h", "--reason", "title",
                "--save", recording.toString());

        assertThat(found.exit()).as(found.err()).isEqualTo(1);
        assertThat(found.out()).contains("in case-intake.record", "/projectTitle", "appeared", "vanished", "30")
                .doesNotContain(PERSONAL);
        assertThat(HUB.pg().jdbc().sql("select action || ' ' || reason from audit_event where action = 'recording.take'")
                .query(String.class).list()).containsExactly("recording.take title");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(recording))).isEqualTo("rw-------");
        assertThat(alone("diff", renamed.toString(), "--from", recording.toString(), "--accept", expected.toString()).exit())
                .isZero();
        assertThat(Files.readString(expected)).contains("/projectTitle").doesNotContain(PERSONAL);
        assertThat(alone("diff", renamed.toString(), "--from", recording.toString(), "--expect", expected.toString()).exit())
                .isZero();
        Console other = alone("diff", both.toString(), "--from", recording.toString(), "--expect", expected.toString(), "--json");
        assertThat(other.exit()).isEqualTo(1);
        assertThat(Output.MAPPER.readTree(other.out()).at("/unexpected/0/field").asText()).isEqualTo("/channel");
        Console none = alone("diff", bundle("same", "{", "{").toString(), "--from", recording.toString(),
                "--expect", expected.toString());
        assertThat(none.exit()).isZero();
        assertThat(none.out()).contains("没有差异", "did not occur: in case-intake.record /projectTitle appeared");
    }

    @Test
    void withoutTrafficTheFilesAreCompared() throws IOException {
        keep(sample);
        Path renamed = bundle("renamed", "\"projectName\": .projectName", "\"projectTitle\": .projectName");

        Console found = hub("diff", renamed.toString());

        assertThat(found.exit()).as(found.err()).isEqualTo(1);
        assertThat(found.out()).contains("~ " + MAPPING + "  +1 -1", "+  \"projectTitle\": .projectName", "1 files differ");
        assertThat(alone("diff", renamed.toString(), "--against", renamed.toString()).exit()).isZero();
        assertThat(hub("diff", renamed.toString(), "--all").exit()).isEqualTo(2);
    }

    @Test
    void aRecordingThatBrokeOffIsNotTakenForWhole() throws IOException {
        Path same = bundle("same", "{", "{");
        Path recording = folder.resolve("traffic.ndjson");
        assertThat(hub("diff", same.toString(), "--replay", "2h", "--reason", "r", "--save", recording.toString()).exit()).isZero();
        List<String> lines = Files.readAllLines(recording);
        Files.write(recording, lines.subList(0, lines.size() - 1));

        Console cut = alone("diff", same.toString(), "--from", recording.toString());

        assertThat(cut.exit()).isEqualTo(1);
        assertThat(cut.err()).contains("breaks off");
    }

    @Test
    void valuesNeedTheirOwnScopeAndAReason() throws IOException {
        Path same = bundle("same", "{", "{");
        token = HUB.token(Scope.READ, Scope.OPERATE, Scope.ADMIN);

        assertThat(hub("diff", same.toString(), "--replay", "2h", "--reason", "r").exit()).isEqualTo(2);
        assertThat(hub("diff", same.toString(), "--replay", "2h").err()).contains("--reason");
        assertThat(HUB.post("/api/v1/bundles/" + sample.digest() + "/replays", token, Map.of("reason", "r")).status())
                .isEqualTo(403);
        token = HUB.token(Scope.READ_PERSONAL);
        assertThat(HUB.post("/api/v1/recordings", token, Map.of("reason", " ")).json().path("code").asText())
                .isEqualTo("reason-missing");
    }

    @Test
    void aHubRunsTheReplayItselfWhenItHasTheBundle() throws IOException {
        Path other = bundle("other", "\"version\": .version", "\"version\": .version, \"channel\": \"desk\"");
        assertThat(hub("diff", other.toString(), "--replay", "2h", "--reason", "r", "--on-hub").exit()).isEqualTo(1);
        keep(BundleFiles.fromDirectory(other));
        keep(sample);

        Console same = hub("diff", bundle("same", "{", "{").toString(), "--replay", "2h", "--reason", "r", "--on-hub", "--all");
        Console found = hub("diff", other.toString(), "--replay", "2h", "--reason", "r", "--on-hub");

        assertThat(same.exit()).as(same.err()).isZero();
        assertThat(same.out()).contains("In 40, out 40, refused " + JournalFiller.REFUSALS + "; 0 skipped", "0 differ", "没有差异");
        assertThat(found.exit()).isEqualTo(1);
        assertThat(found.out()).contains("in case-intake.record", "/channel", "appeared", "30").doesNotContain(PERSONAL);
    }

    @Test
    void aDeploymentDemandsThatNothingElseDiffers() throws IOException {
        token = HUB.token(Scope.READ, Scope.READ_PERSONAL, Scope.DEPLOY);
        keep(sample);
        HUB.post("/api/v1/bundles/" + sample.digest() + "/deploy", token, Map.of("reason", "the beginning"));
        // No example of the bundle begins so, but the recorded cases do: checks and tests pass.
        Path other = bundle("other", "\"projectName\": .projectName",
                "\"projectName\": if (starts-with(.projectName, \"关于\")) .projectName + \"!\" else .projectName");
        Path expected = Files.writeString(folder.resolve("expected.yaml"), """
                expected:
                  - {where: "in case-intake.record", field: "/projectName", kind: changed}
                """);
        String[] deploy = {"deploy", other.toString(), "--replay", "2h", "--reason", "names"};

        assertThat(hub("deploy", other.toString(), "--replay", "2h").exit()).isEqualTo(2);
        assertThat(hub("deploy", other.toString(), "--expect", expected.toString()).err()).contains("--expect needs --replay");
        Console refused = hub(deploy);
        assertThat(refused.exit()).as(refused.err()).isEqualTo(1);
        assertThat(refused.err()).contains("nothing was deployed");
        assertThat(refused.out()).contains("in case-intake.record", "/projectName", "changed").doesNotContain(PERSONAL);
        assertThat(atWork()).isEqualTo(sample.digest());

        List<String> meant = new ArrayList<>(List.of(deploy));
        meant.addAll(List.of("--expect", expected.toString()));
        Console done = hub(meant.toArray(String[]::new));
        assertThat(done.exit()).as(done.out() + done.err()).isZero();
        assertThat(atWork()).isEqualTo(BundleFiles.fromDirectory(other).digest());
        assertThat(hub("rollback", "--reason", "end of the test").exit()).isZero();
    }

    private String atWork() {
        return HUB.get("/api/v1/deployments/current", token).json().at("/deployment/digest").asText();
    }

    /** The checks of an upload are not what is tested here, and would cost many seconds. */
    private static void keep(BundleFiles files) {
        HUB.pg().jdbc().sql(
                        """
                        insert into bundle (digest, label, files, bytes, stored_at, stored_by, archive)
                        values (?, '', ?, 0, now(), 'test', ?) on conflict do nothing
                        """)
                .params(files.digest(), files.paths().size(), BundleArchive.pack(files)).update();
    }

    private Path bundle(String name, String text, String other) throws IOException {
        Path root = folder.resolve(name);
        for (String path : sample.paths()) {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, sample.bytes(path).orElseThrow());
        }
        String mapping = sample.text(MAPPING);
        assertThat(mapping).contains(text);
        int at = mapping.indexOf(text);
        Files.writeString(root.resolve(MAPPING), mapping.substring(0, at) + other + mapping.substring(at + text.length()),
                StandardCharsets.UTF_8);
        return root;
    }

    private Console hub(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--to", HUB.url()));
        return alone(all.toArray(String[]::new));
    }

    private Console alone(String... words) {
        return Console.run(Map.of("HUB_TOKEN", token, "HUB_DATA", folder.toString(), "HUB_HOME", "."), words);
    }
}
