package cn.tongban.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.hub.support.HubException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleFilesTest {
    @TempDir
    Path root;

    @Test
    void theSampleBundleOfTheJarIsTheOneInTheRepository() {
        assertThat(BundleFiles.fromClassPath().digest()).isEqualTo(BundleFiles.fromDirectory(Path.of("")).digest());
    }

    @Test
    void readsABundleOutOfAJar() throws IOException {
        Path jar = root.resolve("hub.jar");
        try (OutputStream out = Files.newOutputStream(jar); JarOutputStream zip = new JarOutputStream(out)) {
            for (String name : new String[] {"routes/policies/errors.camel.yaml", "routes/a/flow.yaml", "other.txt"}) {
                zip.putNextEntry(new JarEntry(name.equals("other.txt") ? name : "bundle/" + name));
                zip.write(1);
            }
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            assertThat(BundleReader.classPath(loader, "bundle"))
                    .containsOnlyKeys("routes/policies/errors.camel.yaml", "routes/a/flow.yaml");
        }
    }

    @Test
    void digestChangesWithNameAndContentAndNothingElse() {
        String digest = Bundles.of("routes/a.yaml", "x", "routes/b.yaml", "y").digest();

        assertThat(Bundles.of("routes/b.yaml", "y", "routes/a.yaml", "x").digest()).isEqualTo(digest).hasSize(64);
        assertThat(Bundles.of("routes/a.yaml", "y", "routes/b.yaml", "x").digest()).isNotEqualTo(digest);
        assertThat(Bundles.of("routes/a.yaml", "x", "routes/c.yaml", "y").digest()).isNotEqualTo(digest);
    }

    @Test
    void changingReturnedBytesChangesNothing() {
        BundleFiles files = Bundles.of("routes/a.yaml", "x");

        files.bytes("routes/a.yaml").orElseThrow()[0] = 'y';

        assertThat(files.text("routes/a.yaml")).isEqualTo("x");
    }

    @Test
    void leavesOutHiddenFilesAndBackups() throws IOException {
        Files.createDirectories(root.resolve("routes/.git"));
        Files.writeString(root.resolve("routes/.git/config.yaml"), "x");
        Files.writeString(root.resolve("routes/a.yaml~"), "x");
        Files.writeString(root.resolve("routes/a.yaml"), "x");

        assertThat(BundleFiles.fromDirectory(root).paths()).containsExactly("routes/a.yaml");
    }

    @Test
    void refusesLinksThatLeaveTheRoot() throws IOException {
        Path outside = Files.createTempFile("outside", ".yaml");
        Files.createDirectories(root.resolve("routes"));
        Files.createSymbolicLink(root.resolve("routes/a.yaml"), outside);

        assertThatThrownBy(() -> BundleFiles.fromDirectory(root)).isInstanceOf(HubException.class)
                .hasMessageContaining("leaves the bundle");
        Files.delete(outside);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "../a.yaml", "routes/../a.yaml", "routes//a.yaml", "/routes/a.yaml", "routes", "src/a.yaml", "routes/a.sh",
        "routes/a.class", "routes\\a.yaml", "routes/./a.yaml"
    })
    void refusesPathsAndTypesThatAreNoPartOfABundle(String path) {
        assertThatThrownBy(() -> BundleFiles.of(Map.of(path, new byte[0]))).isInstanceOf(HubException.class);
    }

    @Test
    void refusesAFileThatIsTooLarge() {
        byte[] large = new byte[BundleRules.MAX_FILE_BYTES + 1];

        assertThatThrownBy(() -> BundleFiles.of(Map.of("routes/a.yaml", large))).hasMessageContaining("2 MiB");
    }
}
