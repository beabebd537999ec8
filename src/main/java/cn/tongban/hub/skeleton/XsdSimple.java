package cn.tongban.hub.skeleton;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.w3c.dom.Element;

/** Simple types of XML Schema as texts with facets. */
final class XsdSimple {
    private static final String DIGITS = "^[+-]?[0-9]+$";

    private XsdSimple() {}

    static ObjectNode builtIn(String type) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "string");
        switch (Xml.local(type)) {
            case "int", "integer", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "unsignedInt",
                    "unsignedLong", "unsignedShort", "unsignedByte", "negativeInteger", "nonPositiveInteger" ->
                schema.put("pattern", DIGITS);
            case "decimal" -> schema.put("pattern", "^[+-]?[0-9]*[.]?[0-9]+$");
            case "boolean" -> schema.putArray("enum").add("true").add("false").add("1").add("0");
            case "date" -> schema.put("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}");
            case "dateTime" -> schema.put("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}");
            case "", "string", "token", "normalizedString", "anyURI", "NMTOKEN", "ID", "IDREF", "Name", "NCName",
                    "language" -> { }
            default -> schema.put("description", "xs:" + Xml.local(type));
        }
        return schema;
    }

    static ObjectNode restricted(Element restriction, ObjectNode base) {
        ObjectNode schema = base;
        for (Element facet : Xml.children(restriction)) {
            String value = facet.getAttribute("value");
            switch (facet.getLocalName()) {
                case "enumeration" -> {
                    ArrayNode values = schema.withArray("/enum");
                    values.add(value);
                }
                case "length" -> number(number(schema, "minLength", value), "maxLength", value);
                case "minLength" -> number(schema, "minLength", value);
                case "maxLength" -> number(schema, "maxLength", value);
                case "minInclusive", "maxInclusive", "minExclusive", "maxExclusive", "totalDigits", "fractionDigits",
                        "pattern" ->
                    schema.put("description", (schema.path("description").asText() + " " + facet.getLocalName() + " "
                            + value).strip());
                default -> { }
            }
        }
        return schema;
    }

    private static ObjectNode number(ObjectNode schema, String key, String value) {
        if (value.matches("\\d{1,6}")) {
            schema.put(key, Integer.parseInt(value));
        }
        return schema;
    }
}
