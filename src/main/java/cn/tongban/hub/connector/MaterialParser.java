package cn.tongban.hub.connector;

import java.time.Duration;
import java.util.HashSet;

/** Reads the {@code materials:} part of {@code connector.yaml}. */
final class MaterialParser {
    private static final long MB = 1L << 20;
    private static final Duration LINK_LIFE = Duration.ofMinutes(15);

    private MaterialParser() {}

    static MaterialSettings materials(YamlSection section) {
        MaterialSettings settings = new MaterialSettings(
                section.value("as", MaterialForm.STREAM, MaterialForm.STREAM, Values.choice(MaterialForm.class)),
                section.value("pointer", "/content", "/content", Values::pointer),
                section.value("link-life", LINK_LIFE, LINK_LIFE,
                        Values.duration(Duration.ofSeconds(10), Duration.ofDays(1))),
                section.value("slowest", 256 << 10, 256 << 10, Values.size(1 << 10, 16 << 20)),
                section.value("max-file", 50 * MB, 50 * MB, Values.bytes(1 << 10, 2048 * MB)),
                section.value("max-case", 500 * MB, 500 * MB, Values.bytes(1 << 10, 102_400 * MB)),
                section.value("max-count", 500, 500, Values.integer(1, 10_000)),
                section.value("concurrency", 24, 24, Values.integer(1, 200)),
                new HashSet<>(section.list("types", MaterialType.PDF, Values.choice(MaterialType.class))));
        if (settings.maxCase() < settings.maxFile()) {
            section.report("max-case", "contradiction", "max-case must not be smaller than max-file");
        }
        section.close();
        return settings;
    }
}
