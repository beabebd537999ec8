package cn.tongban.hub.xml;

import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import javax.xml.XMLConstants;
import org.w3c.dom.Element;

/** A checked document in its JSON form. */
final class XmlToJson {
    private static final int MAX_DEPTH = 64;

    private final XmlContract contract;

    XmlToJson(XmlContract contract) {
        this.contract = contract;
    }

    JsonNode read(Element element, Shape shape) {
        String nil = element.getAttributeNS(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "nil").strip();
        if (nil.equals("true") || nil.equals("1")) {
            return NullNode.instance;
        }
        return shape instanceof Shape.Complex complex ? complex(element, complex) : text(element, (Shape.Text) shape);
    }

    private ObjectNode complex(Element element, Shape.Complex shape) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Shape.Attribute attribute : shape.attributes()) {
            String namespace = attribute.name().getNamespaceURI();
            String local = attribute.name().getLocalPart();
            if (element.hasAttributeNS(namespace.isEmpty() ? null : namespace, local)) {
                object.put(attribute.key(), element.getAttributeNS(namespace.isEmpty() ? null : namespace, local));
            }
        }
        if (shape.text() != null) {
            object.set("#text", text(element, shape.text()));
            return object;
        }
        for (Element child : Dom.children(element)) {
            Shape.Child field = field(shape, child);
            JsonNode value = read(child, field.shape());
            if (field.many()) {
                object.withArray("/" + field.key().replace("~", "~0")).add(value);
            } else {
                object.set(field.key(), value);
            }
        }
        return object;
    }

    private static Shape.Child field(Shape.Complex shape, Element child) {
        return shape.children().stream().filter(field -> field.name().equals(Dom.name(child))).findFirst()
                .orElseThrow(() -> new IllegalStateException("the schema let an unknown element pass"));
    }

    private JsonNode text(Element element, Shape.Text shape) {
        String text = element.getTextContent();
        return switch (shape.kind()) {
            case STRING -> TextNode.valueOf(text);
            case TOKEN -> TextNode.valueOf(text.strip());
            case BINARY -> TextNode.valueOf(text.replaceAll("\\s", ""));
            case DOCUMENT -> text.isBlank() ? TextNode.valueOf("") : document(element, text, shape.inner());
        };
    }

    /** Whatever charset its declaration names, it came as characters. */
    private JsonNode document(Element around, String text, Shape.Inner inner) {
        String place = XsdCheck.path(around, null);
        Element document;
        try {
            document = XmlReader.read(XmlText.withoutDeclaration(text.strip()), MAX_DEPTH).getDocumentElement();
        } catch (HubException e) {
            throw XmlContract.violation(inner.element().getLocalPart(), List.of(
                    new Place(place, "xml", "Is not a well-formed document of its own.")));
        }
        if (!Dom.name(document).equals(inner.element())) {
            throw XmlContract.violation(inner.element().getLocalPart(), List.of(
                    new Place(place, "element", "Is a document of another name.")));
        }
        List<Place> places = XsdCheck.places(contract.schema(), document, place);
        if (!places.isEmpty()) {
            throw XmlContract.violation(inner.element().getLocalPart(), places);
        }
        return read(document, contract.shape(inner.element()));
    }
}
