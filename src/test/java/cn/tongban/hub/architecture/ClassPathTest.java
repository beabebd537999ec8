package cn.tongban.hub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Parts with known weaknesses that SECURITY.md says are not in the product. */
class ClassPathTest {
    @Test
    void soapPartsAreNotThereAtAll() {
        assertThat(getClass().getClassLoader().getResource("org/apache/cxf/Bus.class")).isNull();
        assertThat(getClass().getClassLoader().getResource("org/apache/camel/component/cxf")).isNull();
    }

    @Test
    void stockComponentsOfCamelAreForTestsOnly() throws Exception {
        Map<String, String> scopes = scopes();

        assertThat(scopes).containsEntry("camel-http", "test").containsEntry("camel-jms", "test")
                .containsEntry("pooled-jms", "test");
        assertThat(scopes.keySet()).noneMatch(name -> name.startsWith("cxf-") || name.startsWith("camel-cxf"));
    }

    /** Artifact to scope, of the dependencies that the project itself names. */
    private static Map<String, String> scopes() throws Exception {
        Element project = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile()).getDocumentElement();
        NodeList all = project.getElementsByTagName("dependency");
        Map<String, String> scopes = new TreeMap<>();
        for (int i = 0; i < all.getLength(); i++) {
            Element dependency = (Element) all.item(i);
            scopes.put(text(dependency, "artifactId"), text(dependency, "scope"));
        }
        return scopes;
    }

    private static String text(Element of, String name) {
        NodeList found = of.getElementsByTagName(name);
        return found.getLength() == 0 ? "compile" : found.item(0).getTextContent();
    }
}
