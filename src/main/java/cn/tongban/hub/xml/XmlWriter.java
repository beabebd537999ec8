package cn.tongban.hub.xml;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Properties;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Node;

/** A document as characters and as bytes. */
public final class XmlWriter {
    private XmlWriter() {}

    /** Without an XML declaration. */
    public static String text(Node node) {
        try {
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            Properties properties = new Properties();
            properties.setProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            properties.setProperty(OutputKeys.INDENT, "no");
            properties.setProperty(OutputKeys.ENCODING, "UTF-8");
            transformer.setOutputProperties(properties);
            StringWriter text = new StringWriter();
            transformer.transform(new DOMSource(node), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new HubException(ErrorCode.INTERNAL, "a document cannot be written as XML");
        }
    }

    /**
     * The text in a charset, an XML declaration in front. What the charset does not have becomes a numeric character
     * reference, which every reader of XML turns back: a rare surname in GBK arrives whole.
     *
     * @param text without a declaration, and without CDATA sections
     */
    public static byte[] bytes(String text, Charset charset) {
        CharsetEncoder encoder = charset.newEncoder();
        StringBuilder escaped = new StringBuilder(text.length() + 64)
                .append("<?xml version=\"1.0\" encoding=\"").append(charset.name()).append("\"?>");
        text.codePoints().forEach(code -> {
            if (code < 0x80 || encoder.canEncode(Character.toString(code))) {
                escaped.appendCodePoint(code);
            } else {
                escaped.append("&#x").append(Integer.toHexString(code)).append(';');
            }
        });
        return escaped.toString().getBytes(charset);
    }
}
