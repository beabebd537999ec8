package cn.tongban.hub.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class PostgresBinariesTest {
    @TempDir
    Path folder;

    @Test
    void unpacksProgramsLinksAndFolders() throws IOException {
        PostgresBinaries.extractAll(archive(file("bin/postgres", 0755), link("lib/libpq.so", "libpq.so.5")), root());

        assertThat(root().resolve("bin/postgres")).isExecutable();
        assertThat(Files.readSymbolicLink(root().resolve("lib/libpq.so"))).hasToString("libpq.so.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "bin/../../evil"})
    void refusesAFileOutsideItsFolder(String name) {
        assertThatThrownBy(() -> PostgresBinaries.extractAll(archive(file(name, 0644)), root()))
                .hasMessageContaining("points outside");
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../evil", "/etc"})
    void refusesALinkOutOfItsFolder(String target) {
        assertThatThrownBy(() -> PostgresBinaries.extractAll(archive(link("lib/escape", target)), root()))
                .hasMessageContaining("points outside");
    }

    private Path root() {
        return folder.resolve("unpacked");
    }

    private static TarArchiveEntry file(String name, int mode) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode(mode);
        return entry;
    }

    private static TarArchiveEntry link(String name, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        return entry;
    }

    private static InputStream archive(TarArchiveEntry... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new XZOutputStream(bytes, new LZMA2Options(0)))) {
            for (TarArchiveEntry entry : entries) {
                tar.putArchiveEntry(entry);
                tar.closeArchiveEntry();
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
