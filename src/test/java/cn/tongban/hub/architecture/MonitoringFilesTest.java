package cn.tongban.hub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules and dashboard speak of metrics that the hub has, by the table that operators read. */
class MonitoringFilesTest {
    private static final Pattern ASKED = Pattern.compile("hub_[a-z_]+");
    private static final Pattern TABLE = Pattern.compile("`(hub\\.[a-z.]+)`");
    /** What Prometheus puts behind the name of a counter or timer. */
    private static final Pattern SUFFIX = Pattern.compile("_(total|seconds_sum|seconds_count|seconds_max)$");

    @ParameterizedTest
    @ValueSource(strings = {"deploy/prometheus/tongban-hub.rules.yaml", "deploy/grafana/tongban-hub.json"})
    void everyMetricThatIsAskedForIsInTheTable(String file) throws IOException {
        Set<String> known = new TreeSet<>();
        TABLE.matcher(Files.readString(Path.of("docs/operations.md"))).results()
                .forEach(found -> known.add(found.group(1).replace('.', '_')));
        Set<String> asked = new TreeSet<>();
        String text = Files.readString(Path.of(file));
        ASKED.matcher(text).results().forEach(found -> asked.add(SUFFIX.matcher(found.group()).replaceAll("")));

        assertThat(asked).hasSizeGreaterThan(7).allMatch(known::contains);
        ObjectMapper reader = file.endsWith(".json") ? new ObjectMapper() : new ObjectMapper(new YAMLFactory());
        assertThat(reader.readTree(text).isObject()).isTrue();
    }
}
