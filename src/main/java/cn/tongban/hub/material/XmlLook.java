package cn.tongban.hub.material;

import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads an XML file from one end to the other without building anything: well-formed, no DTD, not nested without end. */
final class XmlLook {
    private static final int DEEPEST = 200;

    private XmlLook() {}

    static void into(InputStream xml) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(xml);
            int depth = 0;
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                    throw Unsafe.because("xml-dtd", "body", "XML with a DTD or entities is not taken in");
                }
                depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
                if (depth > DEEPEST) {
                    throw Unsafe.because("xml-depth", "body", "nested more than " + DEEPEST + " levels deep");
                }
            }
        } catch (XMLStreamException e) {
            // Its text may quote the document.
            throw Unsafe.because("xml-broken", "body", "the XML is not well-formed");
        }
    }
}
