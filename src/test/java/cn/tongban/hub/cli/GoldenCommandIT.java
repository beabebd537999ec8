package cn.tongban.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.replay.JournalFiller;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.web.RunningHub;
import cn.tongban.sandbox.citywindow.SyntheticCase;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class GoldenCommandIT {
    private static final String SUBMISSIONS = "mappings/city-window/golden/case-submission-to-canonical";
    private static final String MAPPING = "mappings/city-window/case-submission-to-canonical.jslt";
    private static final String[] PERSONAL = {"测试", "号有限公司", "号门店", "示例路"};

    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    @TempDir
    private Path folder;

    private final BundleFiles sample = BundleFiles.fromClassPath();
    private String token = "";

    @BeforeEach
    void record() throws IOException {
        token = HUB.token(Scope.READ, Scope.READ_PERSONAL);
        new JournalFiller(HUB, sample, Clock.systemUTC().instant().minus(Duration.ofHours(1))).fill(40);
        for (String path : sample.paths()) {
            Path file = folder.resolve("bundle").resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, sample.bytes(path).orElseThrow());
        }
    }

    @Test
    void aRecordedMessageBecomesAnExampleOfNobodyThatGuardsItsMapping() throws IOException {
        UUID message = messages("case.submitted").get(1);

        Console made = golden(message, "--name", "from-the-desk");

        assertThat(made.exit()).as(made.err()).isZero();
        assertThat(made.out()).contains(SUBMISSIONS + "/from-the-desk.in.json");
        String in = Files.readString(folder.resolve("bundle/" + SUBMISSIONS + "/from-the-desk.in.json"));
        assertThat(in).contains("食品经营许可申请书", "\"certType\" : \"111\"", "610702" + "1900").doesNotContain("测试", "号门店");
        assertThat(test().exit()).as(test().out()).isZero();
        assertThat(HUB.pg().jdbc().sql("select subject from audit_event where action = 'message.example' and reason = 'guard'")
                .query(String.class).list()).containsExactly(message.toString());
        assertThat(golden(message, "--name", "from-the-desk").err()).contains("exists");
        Path mapping = folder.resolve("bundle/" + MAPPING);
        Files.writeString(mapping, Files.readString(mapping).replace(".contact.mobile", ".contact.certNo"));
        assertThat(test().out()).contains("from-the-desk");
    }

    @Test
    void examplesOfManyMessagesPassAndHoldNobody() throws IOException {
        List<UUID> submitted = messages("case.submitted");
        for (int i = 0; i < submitted.size(); i++) {
            Console made = golden(submitted.get(i), "--name", "m-" + i);
            assertThat(made.exit()).as(made.err()).isZero();
            ObjectNode person = SyntheticCase.of(i / 3 * 4 + i % 3, OffsetDateTime.now(ZoneOffset.UTC)).document();
            assertThat(written("m-" + i)).hasSize(2).allSatisfy(text -> assertThat(text).doesNotContain(PERSONAL)
                    .doesNotContain(person.at("/applicant/certNo").asText(), person.at("/contact/certNo").asText(),
                            person.at("/contact/mobile").asText(), person.path("projectNo").asText()));
        }
        for (UUID step : messages("case.decided")) {
            assertThat(golden(step, "--name", "s-" + step).exit()).isZero();
            assertThat(written("s-" + step)).allSatisfy(text -> assertThat(text).doesNotContain(PERSONAL));
        }
        Console out = golden(submitted.get(3), "--for", "city-platform", "--name", "out");
        assertThat(out.exit()).as(out.err()).isZero();
        assertThat(written("out")).hasSize(3).allSatisfy(text -> assertThat(text).doesNotContain(PERSONAL));

        Console test = test();
        assertThat(test.exit()).as(test.out()).isZero();
    }

    private List<String> written(String name) throws IOException {
        try (Stream<Path> walk = Files.walk(folder.resolve("bundle/mappings"))) {
            List<String> texts = new ArrayList<>();
            for (Path file : walk.filter(path -> path.getFileName().toString().startsWith(name + ".")).toList()) {
                texts.add(Files.readString(file));
            }
            return texts;
        }
    }

    @Test
    void onlyWhoMaySeeValuesGetsOne() {
        UUID message = messages("case.submitted").get(0);
        token = HUB.token(Scope.READ, Scope.OPERATE);

        assertThat(golden(message).exit()).isEqualTo(2);
    }

    private List<UUID> messages(String type) {
        return HUB.pg().jdbc().sql("select id from message where type = ? order by id").param(type).query(UUID.class).list();
    }

    private Console golden(UUID message, String... more) {
        List<String> words = new ArrayList<>(List.of("golden", message.toString(), "--into", folder.resolve("bundle").toString(),
                "--reason", "guard", "--to", HUB.url()));
        words.addAll(List.of(more));
        return Console.run(Map.of("HUB_TOKEN", token, "HUB_DATA", folder.toString()), words.toArray(String[]::new));
    }

    private Console test() {
        return Console.run(Map.of("HUB_DATA", folder.toString()), "test", folder.resolve("bundle").toString());
    }
}
