package cn.tongban.hub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Parts with known weaknesses that SECURITY.md says are not in the product. */
class ClassPathTest {
    /** CXF only turns envelopes into documents: what of it opens connections, reads files or speaks SAML is not there. */
    @Test
    void ofSoapOnlyTheEnvelopeIsThere() {
        assertThat(List.of(
                "org/apache/camel/component/cxf",
                "org/apache/cxf/ws/transfer",
                "org/apache/cxf/transport/http/HTTPConduit.class",
                "org/apache/cxf/transport/jms/JMSConduit.class",
                "org/apache/cxf/transport/local/LocalConduit.class",
                "org/apache/cxf/jaxrs/JAXRSServerFactoryBean.class",
                "org/opensaml/core/config/InitializationService.class",
                "org/ehcache/Cache.class")).allSatisfy(name ->
                assertThat(getClass().getClassLoader().getResource(name)).as(name).isNull());
    }

    @Test
    void stockComponentsOfCamelAreForTestsOnly() throws Exception {
        Map<String, String> scopes = scopes();

        assertThat(scopes).containsEntry("camel-http", "test").containsEntry("camel-jms", "test")
                .containsEntry("pooled-jms", "test");
        assertThat(scopes).containsEntry("jaxws-rt", "test");
        assertThat(scopes.keySet()).noneMatch(name -> name.startsWith("camel-cxf"))
                .filteredOn(name -> name.startsWith("cxf-"))
                .containsExactlyInAnyOrder("cxf-rt-frontend-jaxws", "cxf-rt-ws-security");
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
