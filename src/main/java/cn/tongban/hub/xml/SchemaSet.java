package cn.tongban.hub.xml;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.support.HubException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.apache.ws.commons.schema.XmlSchemaCollection;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The XML Schemas of one connector, from its {@code .xsd} files and from its {@code .wsdl} files, one for each namespace.
 * They refer to each other by namespace and to nothing else, so nothing is ever fetched.
 */
final class SchemaSet {
    private static final String XSD = XMLConstants.W3C_XML_SCHEMA_NS_URI;
    private static final String ROOT = "bundle:///";

    private final Map<String, String> texts = new TreeMap<>();
    private final Map<String, Element> elements = new TreeMap<>();

    /** @throws XsdException for a file that cannot be read, two schemas of one namespace, or an include */
    static SchemaSet read(BundleFiles files, List<String> paths) {
        SchemaSet set = new SchemaSet();
        for (String path : paths) {
            for (Element schema : schemas(files, path)) {
                set.add(path, schema);
            }
        }
        return set;
    }

    boolean isEmpty() {
        return texts.isEmpty();
    }

    /** Schema elements by namespace, for a WSDL that holds all it needs. */
    Map<String, Element> elements() {
        return elements;
    }

    /** For checking documents; safe for many threads. */
    Schema compile(String path) {
        SchemaFactory factory = SchemaFactory.newDefaultInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "bundle");
            factory.setResourceResolver((type, namespace, publicId, systemId, base) -> {
                String text = texts.get(namespace == null ? "" : namespace);
                return text == null ? null : new SchemaInput(ROOT + "schema/" + namespace, text);
            });
            return factory.newSchema(new StreamSource(new StringReader(all()), ROOT + "all"));
        } catch (SAXException e) {
            // The text is about the bundle's own files.
            throw new XsdException(path, "xsd-schema", String.valueOf(e.getMessage()));
        }
    }

    XmlSchemaCollection model() {
        XmlSchemaCollection collection = new XmlSchemaCollection();
        collection.setSchemaResolver((namespace, location, base) -> {
            String text = texts.get(namespace == null ? "" : namespace);
            if (text == null) {
                throw new XsdException(location == null ? "" : location, "xsd-import", "There is no schema of this namespace.");
            }
            InputSource source = new InputSource(new StringReader(text));
            source.setSystemId(ROOT + "schema/" + namespace);
            return source;
        });
        collection.read(new InputSource(new StringReader(all())));
        return collection;
    }

    /** A schema that only imports the others. */
    private String all() {
        StringBuilder all = new StringBuilder("<xs:schema xmlns:xs='" + XSD + "' targetNamespace='urn:tongban:all'>");
        texts.keySet().forEach(namespace -> all.append("<xs:import")
                .append(namespace.isEmpty() ? "" : " namespace='" + escaped(namespace) + "'")
                .append(" schemaLocation='").append(ROOT).append("schema/").append(escaped(namespace)).append("'/>"));
        return all.append("</xs:schema>").toString();
    }

    private static String escaped(String namespace) {
        return namespace.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&apos;");
    }

    private void add(String path, Element schema) {
        boolean only = true;
        for (Element child : Dom.children(schema)) {
            if (List.of("include", "redefine", "override").contains(child.getLocalName())) {
                throw new XsdException(path, "xsd-include", "xs:" + child.getLocalName()
                        + " is not supported: put the parts of a namespace into one file.");
            }
            only &= child.getLocalName().equals("import") || child.getLocalName().equals("annotation");
        }
        if (only) {
            return;
        }
        String namespace = schema.getAttribute("targetNamespace");
        Element own = standalone(schema);
        if (texts.put(namespace, XmlWriter.text(own)) != null) {
            throw new XsdException(path, "xsd-twice", "There is another schema of the namespace " + namespace + ".");
        }
        elements.put(namespace, own);
    }

    /** With the prefixes that were declared around it, and imports that lead to this set. */
    private static Element standalone(Element schema) {
        Document document = XmlReader.empty();
        Element own = (Element) document.importNode(schema, true);
        document.appendChild(own);
        for (Node around = schema; around instanceof Element element; around = around.getParentNode()) {
            NamedNodeMap attributes = element.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                Attr attribute = (Attr) attributes.item(i);
                if (XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI())
                        && !own.hasAttribute(attribute.getName())) {
                    own.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, attribute.getName(), attribute.getValue());
                }
            }
        }
        Dom.children(own).stream().filter(child -> child.getLocalName().equals("import")).forEach(imported ->
                imported.setAttribute("schemaLocation", ROOT + "schema/" + imported.getAttribute("namespace")));
        return own;
    }

    private static List<Element> schemas(BundleFiles files, String path) {
        Element root;
        try {
            root = XmlReader.parse(XmlText.read(files.bytes(path).orElseThrow(), null)).getDocumentElement();
        } catch (HubException e) {
            throw new XsdException(path, "xsd-schema", e.places().isEmpty() ? e.code().code() : e.places().get(0).detail());
        }
        if (Dom.is(root, XSD, "schema")) {
            return List.of(root);
        }
        List<Element> found = new ArrayList<>();
        Dom.children(root).stream().filter(child -> Dom.is(child, Wsdl.NAMESPACE, "types"))
                .flatMap(types -> Dom.children(types).stream())
                .filter(child -> Dom.is(child, XSD, "schema")).forEach(found::add);
        return found;
    }
}
