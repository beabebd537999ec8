package cn.tongban.hub.xml;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import javax.xml.validation.Schema;
import org.w3c.dom.Element;

/**
 * The XML Schemas of one connector at work: a document is checked against them and becomes JSON, and JSON becomes a
 * document that is checked before it leaves. In JSON, elements are fields by their local names, those that may repeat are
 * arrays also with one entry, attributes are {@code @name}, characters beside attributes {@code #text}, everything is a
 * text; an element that is there and empty is {@code ""}, one with {@code xsi:nil} is null. Safe for many threads.
 */
public final class XmlContract {
    private final Schema schema;
    private final Map<QName, Shape> elements;
    private final SchemaSet set;

    XmlContract(SchemaSet set, Schema schema, Map<QName, Shape> elements) {
        this.set = set;
        this.schema = schema;
        this.elements = Map.copyOf(elements);
    }

    /** Schemas by namespace, as they stand in a WSDL that holds all it needs. */
    Map<String, Element> schemas() {
        return set.elements();
    }

    /** Whether it describes documents of this name. */
    public boolean has(QName element) {
        return elements.containsKey(element);
    }

    /**
     * @return the JSON form of what the element holds; its own name is not in it
     * @throws HubException CONTRACT_VIOLATION with the places as XPath, no value of the document in them
     */
    public JsonNode read(Element document) {
        QName name = Dom.name(document);
        Shape shape = elements.get(name);
        if (shape == null) {
            throw violation(name.getLocalPart(), List.of(
                    new Place("/" + name.getLocalPart(), "element", "The contract has no such document.")));
        }
        List<Place> places = XsdCheck.places(schema, document, "");
        if (!places.isEmpty()) {
            throw violation(name.getLocalPart(), places);
        }
        return new XmlToJson(this).read(document, shape);
    }

    /**
     * @param content JSON form of what the element holds
     * @return the document
     * @throws HubException CONTRACT_VIOLATION with the places, as JSON Pointers for what has no place in the document, as
     *     XPath for what the schema says of it
     */
    public Element write(QName name, JsonNode content) {
        Shape shape = elements.get(name);
        if (shape == null) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, "element " + name);
        }
        JsonToXml writer = new JsonToXml(this);
        Element document = writer.write(name, shape, content);
        List<Place> places = XsdCheck.places(schema, document, "");
        if (!places.isEmpty()) {
            throw violation(name.getLocalPart(), places);
        }
        writer.attach();
        return document;
    }

    Shape shape(QName name) {
        Shape shape = elements.get(name);
        if (shape == null) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, "element " + name);
        }
        return shape;
    }

    Schema schema() {
        return schema;
    }

    static HubException violation(String subject, List<Place> places) {
        return new HubException(ErrorCode.CONTRACT_VIOLATION, subject, places);
    }
}
