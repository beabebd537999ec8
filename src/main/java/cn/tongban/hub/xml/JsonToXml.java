package cn.tongban.hub.xml;

import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** JSON as the document whose form it is, elements in the order of the schema. A field without a place is an error. */
final class JsonToXml {
    /** A text at a place for binary content that names an attachment of the envelope instead. */
    static final String ATTACHED = "cid:";

    private static final String XOP = "http://www.w3.org/2004/08/xop/include";
    private static final String XSI = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI;

    private final XmlContract contract;
    private final Document document = XmlReader.empty();
    private final Map<Element, String> attached = new LinkedHashMap<>();

    JsonToXml(XmlContract contract) {
        this.contract = contract;
    }

    Element write(QName name, Shape shape, JsonNode content) {
        Element root = element(name);
        document.appendChild(root);
        if (!name.getNamespaceURI().isEmpty()) {
            root.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:p", name.getNamespaceURI());
        }
        fill(root, shape, content, "");
        return root;
    }

    /** After the check, to which the bytes are not there yet: the places of attachments say where those are. */
    void attach() {
        attached.forEach((element, id) -> {
            Element include = document.createElementNS(XOP, "xop:Include");
            include.setAttribute("href", id);
            element.appendChild(include);
        });
    }

    /** Names of the contract's namespaces have the prefix p; where two namespaces meet, each element declares its own. */
    private Element element(QName name) {
        return name.getNamespaceURI().isEmpty() ? document.createElementNS(null, name.getLocalPart())
                : document.createElementNS(name.getNamespaceURI(), "p:" + name.getLocalPart());
    }

    private void fill(Element element, Shape shape, JsonNode value, String at) {
        if (value.isNull()) {
            element.setAttributeNS(XSI, "xsi:nil", "true");
        } else if (shape instanceof Shape.Complex complex) {
            complex(element, complex, value, at);
        } else {
            text(element, (Shape.Text) shape, value, at);
        }
    }

    private void complex(Element element, Shape.Complex shape, JsonNode value, String at) {
        if (!value.isObject()) {
            throw wrong(at, "type", "Must be an object.");
        }
        Set<String> open = new HashSet<>();
        value.fieldNames().forEachRemaining(open::add);
        for (Shape.Attribute attribute : shape.attributes()) {
            if (open.remove(attribute.key())) {
                String text = scalar(value.get(attribute.key()), at + "/" + attribute.key());
                String namespace = attribute.name().getNamespaceURI();
                if (namespace.isEmpty()) {
                    element.setAttribute(attribute.name().getLocalPart(), text);
                } else {
                    element.setAttributeNS(namespace, "a:" + attribute.name().getLocalPart(), text);
                }
            }
        }
        if (shape.text() != null && open.remove("#text")) {
            text(element, shape.text(), value.get("#text"), at + "/#text");
        }
        for (Shape.Child child : shape.children()) {
            if (open.remove(child.key())) {
                children(element, child, value.get(child.key()), at + "/" + child.key());
            }
        }
        open.stream().sorted().findFirst().ifPresent(unknown -> {
            throw wrong(at + "/" + unknown, "unknown-field", "The contract has no such field.");
        });
    }

    private void children(Element element, Shape.Child child, JsonNode value, String at) {
        if (child.many() != value.isArray()) {
            throw wrong(at, "type", child.many() ? "Must be an array." : "Must not be an array.");
        }
        List<JsonNode> all = new ArrayList<>();
        if (child.many()) {
            value.forEach(all::add);
        } else {
            all.add(value);
        }
        for (int i = 0; i < all.size(); i++) {
            Element made = element(child.name());
            element.appendChild(made);
            fill(made, child.shape(), all.get(i), child.many() ? at + "/" + i : at);
        }
    }

    private void text(Element element, Shape.Text shape, JsonNode value, String at) {
        switch (shape.kind()) {
            case DOCUMENT -> element.setTextContent(value.isTextual() ? scalar(value, at) : inner(shape.inner(), value));
            case BINARY -> binary(element, scalar(value, at));
            default -> element.setTextContent(scalar(value, at));
        }
    }

    private String inner(Shape.Inner inner, JsonNode value) {
        String head = inner.encoding().map(name -> "<?xml version=\"1.0\" encoding=\"" + name + "\"?>").orElse("");
        return head + XmlWriter.text(contract.write(inner.element(), value));
    }

    private void binary(Element element, String text) {
        if (text.startsWith(ATTACHED)) {
            attached.put(element, text);
        } else {
            element.setTextContent(text);
        }
    }

    private static String scalar(JsonNode value, String at) {
        if (!value.isValueNode()) {
            throw wrong(at, "type", "Must be a text.");
        }
        String text = value.isNull() ? "" : value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asText();
        boolean clean = text.codePoints().allMatch(code -> code == '\t' || code == '\n' || code == '\r'
                || code >= 0x20 && code <= 0xD7FF || code >= 0xE000 && code <= 0xFFFD || code >= 0x10000);
        if (!clean) {
            throw wrong(at, "xml-character", "Has a character that XML cannot carry.");
        }
        return text;
    }

    private static HubException wrong(String at, String rule, String sentence) {
        return XmlContract.violation(at, List.of(new Place(at, rule, sentence)));
    }
}
