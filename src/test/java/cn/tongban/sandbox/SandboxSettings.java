package cn.tongban.sandbox;

import java.nio.file.Path;
import java.util.Map;

/** Settings for tests of single simulators. */
public final class SandboxSettings {
    private SandboxSettings() {}

    public static Settings in(Path folder) {
        return Settings.of(new String[] {"--data", folder.toString()}, Map.of());
    }
}
