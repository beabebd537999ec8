package cn.tongban.hub.skeleton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import cn.tongban.hub.mapping.BundleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents of others are refused or bounded: nothing that they name is fetched, nothing grows without end. */
@Timeout(20)
class HostileDocumentsTest {
    private static final Skeletons SKELETONS = new Skeletons(BundleFiles.fromDirectory(Path.of("")));
    private static final String XS = "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">";
    private static final String API = "{\"openapi\":\"3.1.0\",\"paths\":{\"/x\":{\"post\":{\"requestBody\":{\"content\":"
            + "{\"application/json\":{\"schema\":%s}}}}}},\"components\":{\"schemas\":%s}}";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + XS + "<xs:element name=\"a\">&e;</xs:element></xs:schema>",
        "<!DOCTYPE x [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]>" + XS + "</xs:schema>",
        XS + "<xs:include schemaLocation=\"http://127.0.0.1:1/x.xsd\"/></xs:schema>",
        XS + "<xs:import namespace=\"u\" schemaLocation=\"file:///etc/passwd\"/></xs:schema>",
        XS + "</xs:schema>",
        "<x/>",
        "not xml"
    })
    void xsd(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("x.xsd"), text);

        assertThatThrownBy(() -> SKELETONS.xsd("other", file, "")).isInstanceOf(SkeletonException.class)
                .hasMessageNotContaining("root:");
    }

    @Test
    void groupsThatHoldThemselvesTwiceEnd() throws IOException {
        Path file = Files.writeString(folder.resolve("x.xsd"), XS + "<xs:element name=\"a\"><xs:complexType>"
                + "<xs:group ref=\"g\"/></xs:complexType></xs:element><xs:group name=\"g\"><xs:sequence>"
                + "<xs:group ref=\"g\"/><xs:group ref=\"g\"/></xs:sequence></xs:group></xs:schema>");

        assertThatThrownBy(() -> SKELETONS.xsd("other", file, "")).isInstanceOf(SkeletonException.class);
    }

    @Test
    void elementsThatHoldThemselvesEnd() throws IOException {
        Path file = Files.writeString(folder.resolve("x.xsd"), XS + "<xs:element name=\"a\"><xs:complexType><xs:sequence>"
                + "<xs:element ref=\"a\"/></xs:sequence></xs:complexType></xs:element></xs:schema>");

        assertThat(SKELETONS.xsd("other", file, "").todo().toString()).contains("recursion");
    }

    @Test
    void aWsdlThatImportsIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("x.wsdl"), "<w:definitions xmlns:w=\"http://schemas.xmlsoap.org/wsdl/\">"
                + "<w:import namespace=\"u\" location=\"http://127.0.0.1:1/x\"/></w:definitions>");

        assertThatThrownBy(() -> SKELETONS.wsdl("other", file, "")).hasMessageContaining("http://127.0.0.1:1/x");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"$ref\":\"http://127.0.0.1:1/x.json\"}", "{\"$ref\":\"other.json#/x\"}", "{\"$ref\":\"#/components/schemas/None\"}",
        "{\"properties\":{\"a\":{\"$ref\":\"file:///etc/passwd\"}}}"
    })
    void referencesOutOfTheDocumentAreRefused(String schema) throws IOException {
        Path file = Files.writeString(folder.resolve("x.json"), API.formatted(schema, "{}"));

        assertThatThrownBy(() -> SKELETONS.openApi("other", file, "")).isInstanceOf(SkeletonException.class);
    }

    @Test
    void contractsEndWhereTheyHoldThemselves() throws IOException {
        Path file = Files.writeString(folder.resolve("x.json"), API.formatted("{\"$ref\":\"#/components/schemas/A\"}",
                "{\"A\":{\"type\":\"object\",\"required\":[\"a\"],\"properties\":{\"a\":{\"$ref\":\"#/components/schemas/A\"}}}}"));

        Skeleton made = SKELETONS.openApi("other", file, "");

        assertThat(made.todo().toString()).contains("holds itself");
        assertThat(made.files().get("connectors/other/contract/post-x.schema.json")).contains("\"any A\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "openapi: 3.0.0\na: &a [x]\nb: [*a, *a]\n", "openapi: 2.0\n", "swagger: '2.0'\n", "- a\n", "", "openapi: '3.0.0'\npaths: {}\n",
        "openapi: !!javax.script.ScriptEngineManager [x]\n"
    })
    void openApi(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("x.yaml"), text);

        assertThatThrownBy(() -> SKELETONS.openApi("other", file, "")).isInstanceOf(SkeletonException.class);
    }

    @Test
    void whatIsNestedTooDeepOrTooLargeIsRefused() throws IOException {
        Path deep = Files.writeString(folder.resolve("deep.json"), "{\"a\":" + "[".repeat(100_000));
        Path large = Files.write(folder.resolve("large.json"), new byte[(4 << 20) + 1]);

        assertThatThrownBy(() -> SKELETONS.openApi("other", deep, "")).isInstanceOf(SkeletonException.class);
        assertThatThrownBy(() -> SKELETONS.openApi("other", large, "")).hasMessageContaining("4 MB");
        assertThatThrownBy(() -> SKELETONS.openApi("other", folder, "")).isInstanceOf(SkeletonException.class);
    }

    @Test
    void pathsAndWordsOfADocumentStayWhereTheyAre() throws IOException {
        Path file = Files.writeString(folder.resolve("x.json"), """
                {"openapi":"3.1.0","paths":{"/a/../b":{"post":{"operationId":"evil","requestBody":{"content":{"application/json":
                {"schema":{"type":"object"}}}}}},"/good":{"post":{"operationId":"../../__name__\\n- evil: x","requestBody":
                {"content":{"application/json":{"schema":{"type":"object","required":["a\\"b\\n", "c"],"properties":
                {"a\\"b\\n":{"type":"string","description":"x\\n} //"},"c":{"type":"string"}}}}}}}}}}
                """);

        Skeleton made = SKELETONS.openApi("other", file, "");

        assertThat(made.files().keySet()).allMatch(path -> path.matches("[A-Za-z0-9/._-]+") && !path.contains(".."));
        assertThat(SKELETONS.findings(made)).isEmpty();
        assertThat(made.todo().toString()).contains("evil");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "create table", "create table x", "create table x (", "create table x (a", "create table x ()",
        "create table x (a int);", "create table x (a int primary key);", "create table \"x", "/* create table"})
    void ddl(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("x.sql"), text);

        assertThatThrownBy(() -> SKELETONS.ddl("other", file)).isInstanceOf(SkeletonException.class);
    }

    @Test
    void aScriptOfBracketsEndsSoon() throws IOException {
        Path file = Files.writeString(folder.resolve("x.sql"), "create table x (a int " + "(".repeat(150_000));

        assertTimeout(Duration.ofSeconds(10), () ->
                assertThatThrownBy(() -> SKELETONS.ddl("other", file)).isInstanceOf(SkeletonException.class));
    }

    @Test
    void namesOfTablesThatAreNotPlainAreLeftOut() throws IOException {
        Path file = Files.writeString(folder.resolve("x.sql"), "create table good (id int primary key, at timestamp);"
                + "create table \"../evil\" (id int primary key, at timestamp);"
                + "create table bad (id int primary key, at timestamp, \"x], evil: [y\" int);");

        Skeleton made = SKELETONS.ddl("other", file);

        assertThat(made.files().get("connectors/other/connector.yaml")).doesNotContain("evil");
        assertThat(made.todo().toString()).contains("../evil", "bad");
    }
}
