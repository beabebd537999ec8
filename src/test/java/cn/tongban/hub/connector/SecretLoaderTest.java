package cn.tongban.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SecretLoaderTest {
    private static final ConnectorCatalogue CATALOGUE = new ConnectorCatalogue(List.of(new ConnectorDescriptor(
            "city-platform", new Bilingual("市", "city"), new Bilingual("市", "city"), Direction.BOTH, Map.of(),
            List.of("sign-key", "door-key"), Map.of(), Optional.empty(), Optional.empty(),
            new StepSettings(List.of(), Duration.ofHours(1), false), Optional.empty(), Map.of(), Optional.empty(),
            Optional.empty())));

    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    Path folder;

    @Test
    void takesEnvironmentThenNamedFileThenFolder() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("mounted"), "from-file\r\n");
        environment.put("HUB_SECRET_CITY_PLATFORM_SIGN_KEY_FILE", elsewhere.toString());
        Files.writeString(folder.resolve("city-platform.sign-key"), "ignored\n");
        Files.writeString(folder.resolve("city-platform.door-key"), "from-folder\n");

        Secrets secrets = loader(false).load(CATALOGUE);

        assertThat(text(secrets, "sign-key")).isEqualTo("from-file");
        assertThat(text(secrets, "door-key")).isEqualTo("from-folder");
        environment.put("HUB_SECRET_CITY_PLATFORM_SIGN_KEY", "from-environment");
        assertThat(text(loader(false).load(CATALOGUE), "sign-key")).isEqualTo("from-environment");
    }

    @Test
    void namesEveryMissingSecretAndHowToSetIt() {
        HubException failure = catchThrowableOfType(HubException.class, () -> loader(false).load(CATALOGUE));

        assertThat(failure.code()).isEqualTo(ErrorCode.SECRET_MISSING);
        assertThat(failure.places()).extracting(Place::pointer)
                .containsExactly("city-platform.sign-key", "city-platform.door-key");
        assertThat(failure.getMessage())
                .contains("HUB_SECRET_CITY_PLATFORM_SIGN_KEY", "HUB_SECRET_CITY_PLATFORM_DOOR_KEY_FILE",
                        folder.resolve("city-platform.door-key").toString());
    }

    @Test
    void generatesMissingSecretsOnceForTheOwnerOnlyAndLogsTheNameOnly(CapturedOutput output) throws IOException {
        Path inside = folder.resolve("secrets");
        Secrets made = new SecretLoader(environment::get, inside, true).load(CATALOGUE);

        Path file = inside.resolve("city-platform.sign-key");
        String kept = Files.readString(file).strip();
        assertThat(kept).matches("[0-9a-f]{64}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(text(made, "sign-key")).isEqualTo(kept);
        assertThat(output).contains("city-platform.sign-key was missing").doesNotContain(kept);
        Secrets again = new SecretLoader(environment::get, inside, true).load(CATALOGUE);
        assertThat(text(again, "sign-key")).isEqualTo(kept);
    }

    @Test
    void exchangesAllSecretsOfAConnectorAtOnceOrNone() throws IOException {
        Files.writeString(folder.resolve("city-platform.sign-key"), "sign-1");
        Files.writeString(folder.resolve("city-platform.door-key"), "door-1");
        Secrets secrets = loader(false).load(CATALOGUE);
        Files.writeString(folder.resolve("city-platform.sign-key"), "sign-2");
        Files.delete(folder.resolve("city-platform.door-key"));
        ConnectorDescriptor platform = CATALOGUE.get("city-platform");

        HubException refused = catchThrowableOfType(
                HubException.class, () -> loader(true).reload(platform, secrets));
        assertThat(refused.code()).isEqualTo(ErrorCode.SECRET_MISSING);
        assertThat(text(secrets, "sign-key")).isEqualTo("sign-1");
        assertThat(text(secrets, "door-key")).isEqualTo("door-1");

        Files.writeString(folder.resolve("city-platform.door-key"), "door-1");
        assertThat(loader(false).reload(platform, secrets)).containsExactly("sign-key");
        assertThat(text(secrets, "sign-key")).isEqualTo("sign-2");
    }

    @Test
    void printsNoSecret() {
        assertThat(new Secret("tell-nobody")).hasToString("***");
    }

    private SecretLoader loader(boolean generate) {
        return new SecretLoader(environment::get, folder, generate);
    }

    private static String text(Secrets secrets, String name) {
        return new String(secrets.get("city-platform", name).bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aMissingSecretIsMadeInItsFormAndAWrongOneIsRefused() throws IOException {
        ConnectorCatalogue sealed = new ConnectorCatalogue(List.of(new ConnectorDescriptor(
                "postal", new Bilingual("邮", "post"), new Bilingual("邮", "post"), Direction.BOTH, Map.of(),
                List.of("sign-key"), Map.of("sign-key", SecretForm.BASE64_16), Optional.empty(), Optional.empty(),
                new StepSettings(List.of(), Duration.ofHours(1), false), Optional.empty(), Map.of(), Optional.empty(),
                Optional.empty())));

        String made = loader(true).load(sealed).get("postal", "sign-key").text();

        assertThat(java.util.Base64.getDecoder().decode(made)).hasSize(16);
        assertThat(Secrets.standingIn(sealed).get("postal", "sign-key").text())
                .isEqualTo(Secrets.standingIn(sealed).get("postal", "sign-key").text())
                .satisfies(text -> assertThat(java.util.Base64.getDecoder().decode(text)).hasSize(16));
        Files.writeString(folder.resolve("postal.sign-key"), "not a key\n");
        HubException failure = catchThrowableOfType(HubException.class, () -> loader(true).load(sealed));
        assertThat(failure.places()).extracting(Place::rule).containsExactly("malformed");
        assertThat(failure.getMessage()).doesNotContain("not a key");
    }
}
