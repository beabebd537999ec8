package cn.tongban.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every golden example of the bundle at the root of the repository. */
class GoldenMappingTest {
    @TestFactory
    Stream<DynamicNode> everyMapping() {
        return GoldenRunner.run(BundleFiles.fromDirectory(Path.of("")))
                .stream()
                .collect(Collectors.groupingBy(GoldenResult::mapping, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> dynamicContainer(entry.getKey(), tests(entry.getValue())));
    }

    private static Stream<DynamicNode> tests(List<GoldenResult> results) {
        return results.stream()
                .map(result -> dynamicTest(result.example(), () -> assertThat(result.faults()).as(result.file())
                        .isEmpty()));
    }
}
