package cn.tongban.sandbox.postal;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A courier of its own for each test. */
abstract class WithPostalWorld {
    static final String ORDER = "TB2026032400001";

    @TempDir
    private Path folder;

    PostalWorld world;

    @BeforeEach
    void start() {
        world = new PostalWorld(folder);
    }

    @AfterEach
    void stop() {
        world.close();
    }
}
