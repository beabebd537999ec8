package cn.tongban.hub.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.support.HubException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleArchiveTest {
    private static final int MEGABYTE = 1 << 20;

    @Test
    void whatIsPackedComesOutAgainAndTheSameFilesGiveTheSameBytes() {
        BundleFiles files = BundleFiles.fromClassPath();
        byte[] archive = BundleArchive.pack(files);

        assertThat(BundleArchive.unpack(archive).digest()).isEqualTo(files.digest());
        assertThat(BundleArchive.pack(BundleFiles.fromClassPath())).isEqualTo(archive);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "../routes/a.yaml", "routes/../../a.yaml", "/routes/a.yaml", "routes\\..\\a.yaml", "C:/routes/a.yaml", "routes//a.yaml",
        "lib/a.yaml", "routes/a.jar", "routes/a.class", "routes/a.sh", "routes/a\0.yaml",
    })
    void aNameThatLeavesTheBundleOrIsNoKnownFileIsRefused(String name) throws IOException {
        assertThat(refused(zip(name, new byte[1])).getMessage()).startsWith("bundle-invalid");
    }

    @Test
    void aSymbolicLinkIsRefusedByName() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            ZipArchiveEntry link = new ZipArchiveEntry("routes/link.yaml");
            link.setUnixMode(0120777);
            zip.putArchiveEntry(link);
            zip.write("/etc/passwd".getBytes(StandardCharsets.UTF_8));
            zip.closeArchiveEntry();
        }

        assertThat(refused(bytes.toByteArray()).places().get(0)).satisfies(place -> {
            assertThat(place.pointer()).isEqualTo("routes/link.yaml");
            assertThat(place.rule()).isEqualTo("link");
        });
    }

    static Stream<Arguments> bombs() throws IOException {
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(many)) {
            for (int i = 0; i < 40; i++) {
                zip.putNextEntry(new ZipEntry("mappings/x/" + i + ".csv"));
                zip.write(new byte[MEGABYTE]);
            }
        }
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(names)) {
            for (int i = 0; i < 5_100; i++) {
                zip.putNextEntry(new ZipEntry("mappings/x/" + i + ".csv"));
            }
        }
        return Stream.of(
                Arguments.of("one file of 1 GB", zip("mappings/x/a.csv", 1024), "size"),
                Arguments.of("32 MB in all", many.toByteArray(), "size"),
                Arguments.of("many files", names.toByteArray(), "size"),
                Arguments.of("an archive of 17 MB", new byte[17 * MEGABYTE], "size"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void whatIsTooLargeIsRefusedBeforeItIsUnpacked(String name, byte[] archive, String rule) {
        assertThat(refused(archive).places().get(0).rule()).isEqualTo(rule);
    }

    @Test
    void whatIsNoArchiveIsRefused() throws IOException {
        byte[] whole = zip("routes/a.yaml", "x".getBytes(StandardCharsets.UTF_8));

        assertThat(refused(new byte[0]).places().get(0).rule()).isEqualTo("zip");
        assertThat(refused("PK no zip".getBytes(StandardCharsets.UTF_8)).places().get(0).rule()).isEqualTo("zip");
        assertThat(refused(Arrays.copyOf(whole, whole.length - 10)).places().get(0).rule()).isEqualTo("zip");
    }

    private static HubException refused(byte[] archive) {
        HubException refusal = catchThrowableOfType(HubException.class, () -> BundleArchive.unpack(archive));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(String name, int megabytes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            byte[] megabyte = new byte[MEGABYTE];
            for (int i = 0; i < megabytes; i++) {
                zip.write(megabyte);
            }
        }
        return bytes.toByteArray();
    }
}
