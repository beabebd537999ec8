package cn.tongban.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Settings for tests of single simulators. */
public final class SandboxSettings {
    private SandboxSettings() {}

    public static Settings in(Path folder, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--data", folder.toString()));
        arguments.addAll(List.of(more));
        return Settings.of(arguments.toArray(String[]::new), Map.of());
    }
}
