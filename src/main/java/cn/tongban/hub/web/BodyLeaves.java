package cn.tongban.hub.web;

import cn.tongban.hub.mapping.JsonReader;
import cn.tongban.hub.support.HubException;
import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The values of a body with their places, whatever it is written in: JSON, XML, a form, or lines of text. */
final class BodyLeaves {
    private static final JsonReader JSON = new JsonReader(16 << 20, 64);
    private static final int DEEPEST = 64;

    private BodyLeaves() {}

    /** @param path pointer, element path, name of a form's field, or number of a line */
    record Leaf(String path, String text) {
        @Override
        public String toString() {
            return "Leaf[" + path + "]";
        }
    }

    /** @param mediaType as sent; empty when nobody knows */
    static List<Leaf> of(byte[] body, String mediaType) {
        try {
            return DocumentLeaves.of(JSON.read(body, mediaType.isEmpty() ? null : mediaType)).stream()
                    .map(leaf -> new Leaf(leaf.pointer(), FieldText.of(leaf.value()))).toList();
        } catch (HubException notJson) {
            String text = new String(body, StandardCharsets.UTF_8);
            if (mediaType.toLowerCase(Locale.ROOT).contains("x-www-form-urlencoded")) {
                return form(text);
            }
            return text.stripLeading().startsWith("<") ? xml(body, text) : lines(text);
        }
    }

    private static List<Leaf> form(String text) {
        List<Leaf> found = new ArrayList<>();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            found.add(new Leaf(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1])));
        }
        return found;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static List<Leaf> lines(String text) {
        List<Leaf> found = new ArrayList<>();
        for (String line : text.split("\\R", -1)) {
            found.add(new Leaf(String.valueOf(found.size() + 1), line));
        }
        return found;
    }

    /** Elements and attributes with a value, without prefixes: who sends chooses them anew each time. */
    private static List<Leaf> xml(byte[] body, String text) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        // A document type is then reported and not read.
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            return new Elements().read(factory.createXMLStreamReader(new ByteArrayInputStream(body)));
        } catch (XMLStreamException | IllegalStateException e) {
            return lines(text);
        }
    }

    private static final class Elements {
        private final List<Leaf> found = new ArrayList<>();
        private final List<String> path = new ArrayList<>();
        private final List<Map<String, Integer>> seen = new ArrayList<>(List.of(new HashMap<>()));
        private final StringBuilder words = new StringBuilder();

        List<Leaf> read(XMLStreamReader xml) throws XMLStreamException {
            while (xml.hasNext() && path.size() < DEEPEST) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> open(xml);
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> words.append(xml.getText());
                    case XMLStreamConstants.END_ELEMENT -> close();
                    case XMLStreamConstants.DTD -> throw new XMLStreamException("a document type");
                    default -> { }
                }
            }
            return found;
        }

        private void open(XMLStreamReader xml) {
            int no = seen.get(seen.size() - 1).merge(xml.getLocalName(), 1, Integer::sum);
            path.add(xml.getLocalName() + (no == 1 ? "" : "[" + no + "]"));
            seen.add(new HashMap<>());
            words.setLength(0);
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                found.add(new Leaf(at() + "/@" + xml.getAttributeLocalName(i), xml.getAttributeValue(i)));
            }
        }

        private void close() {
            String text = words.toString().strip();
            if (!text.isEmpty()) {
                found.add(new Leaf(at(), text));
            }
            words.setLength(0);
            path.remove(path.size() - 1);
            seen.remove(seen.size() - 1);
        }

        private String at() {
            return "/" + String.join("/", path);
        }
    }
}
