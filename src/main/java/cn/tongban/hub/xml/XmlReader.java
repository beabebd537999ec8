package cn.tongban.hub.xml;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Text as an XML document. There is no document type, hence no entity that could grow or reach for a file, and nesting has
 * an end. Error texts of parsers quote the document, so only their places are told.
 */
public final class XmlReader {
    private XmlReader() {}

    /** Hears of each element that is passed. */
    @FunctionalInterface
    public interface Passed {
        /** @param depth 1 for the root */
        void element(int depth, String namespace, String name);
    }

    static void check(String text, int maxDepth) {
        check(text, maxDepth, (depth, namespace, name) -> {});
    }

    /**
     * Looks through the text without building anything.
     *
     * @param maxDepth of elements
     * @param passed may throw, which ends the look
     * @throws HubException BODY_NOT_XML with row and column, also for a document type; BODY_TOO_DEEP
     */
    public static void check(String text, int maxDepth, Passed passed) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        // A document type is then reported and not read.
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        try {
            scan(factory.createXMLStreamReader(new StringReader(text)), maxDepth, passed);
        } catch (XMLStreamException e) {
            throw notXml(e.getLocation() == null ? 0 : e.getLocation().getLineNumber(),
                    e.getLocation() == null ? 0 : e.getLocation().getColumnNumber());
        }
    }

    private static void scan(XMLStreamReader reader, int maxDepth, Passed passed) throws XMLStreamException {
        int depth = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD) {
                throw doctype();
            }
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
            if (depth > maxDepth) {
                throw new HubException(ErrorCode.BODY_TOO_DEEP, String.valueOf(maxDepth));
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                passed.element(depth, reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI(),
                        reader.getLocalName());
            }
        }
    }

    /**
     * @return a document in which names have their namespaces
     * @throws HubException as {@link #check}
     */
    public static Document read(String text, int maxDepth) {
        check(text, maxDepth);
        return parse(text);
    }

    /** Without a look at its depth, for files of a bundle. */
    static Document parse(String text) {
        try {
            DocumentBuilder builder = factory().newDocumentBuilder();
            builder.setErrorHandler(new Thrower());
            return builder.parse(new InputSource(new StringReader(text)));
        } catch (SAXParseException e) {
            throw notXml(e.getLineNumber(), e.getColumnNumber());
        } catch (SAXException e) {
            throw notXml(0, 0);
        } catch (ParserConfigurationException | IOException e) {
            throw new HubException(ErrorCode.INTERNAL, "an XML parser", e);
        }
    }

    static Document empty() {
        try {
            return factory().newDocumentBuilder().newDocument();
        } catch (ParserConfigurationException e) {
            throw new HubException(ErrorCode.INTERNAL, "an XML parser", e);
        }
    }

    private static DocumentBuilderFactory factory() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        return factory;
    }

    private static HubException doctype() {
        return new HubException(ErrorCode.BODY_NOT_XML, "", List.of(
                new Place("", "doctype", "A document type is not taken in.")));
    }

    private static HubException notXml(int row, int column) {
        return new HubException(ErrorCode.BODY_NOT_XML, "", List.of(
                new Place(row + ":" + column, "xml", "Is not well-formed XML here.")));
    }

    /** Without it the parser prints what it found. */
    private static final class Thrower implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {
            // Of no weight.
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
