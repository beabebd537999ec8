package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** No connector without its contract test, and no excuse for what can happen to every protocol. */
class ConnectorContractTest {
    private static final Path CONNECTORS = Path.of("connectors");

    @Test
    void everyConnectorHasItsContractTest() throws IOException {
        try (Stream<Path> folders = Files.list(CONNECTORS)) {
            List<String> there = folders.filter(folder -> Files.exists(folder.resolve("connector.yaml")))
                    .map(folder -> folder.getFileName().toString()).toList();

            assertThat(there).isNotEmpty();
            assertThat(contracts().map(ConnectorUnderTest::connector).distinct()).containsExactlyInAnyOrderElementsOf(there);
        }
    }

    @TestFactory
    Stream<DynamicTest> nothingIsExcusedThatCanHappen() {
        return contracts().map(contract -> dynamicTest(contract.getClass().getSimpleName(), () ->
                assertThat(contract.cannotHappen()).allSatisfy((scenario, reason) -> {
                    assertThat(scenario.isExcusable(contract)).as(scenario.name()).isTrue();
                    assertThat(reason).isNotBlank();
                })));
    }

    @Test
    void theGuideShowsAClassThatIsThere() throws IOException {
        String guide = Files.readString(Path.of("docs/testing.md"));
        String shown = guide.substring(guide.indexOf("```java\nclass CityPlatformContractIT") + "```java\n".length());
        String real = Files.readString(Path.of("src/test/java/cn/tongban/hub/fault/CityPlatformContractIT.java"));

        assertThat(real.substring(real.indexOf("class CityPlatformContractIT")).replace("    @Override\n", "").strip())
                .isEqualTo(shown.substring(0, shown.indexOf("```")).strip());
    }

    private static Stream<ConnectorContract> contracts() {
        return new ClassFileImporter().importPath(Path.of("target/test-classes/cn/tongban/hub/fault")).stream()
                .filter(type -> type.isAssignableTo(ConnectorContract.class) && !type.isEquivalentTo(ConnectorContract.class))
                .map(ConnectorContractTest::make);
    }

    private static ConnectorContract make(JavaClass type) {
        try {
            Constructor<?> constructor = type.reflect().getDeclaredConstructor();
            return (ConnectorContract) constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(type.getName() + " is made without anything", e);
        }
    }
}
