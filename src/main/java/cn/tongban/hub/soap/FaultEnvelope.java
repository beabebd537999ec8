package cn.tongban.hub.soap;

import cn.tongban.hub.connector.SoapVersion;
import cn.tongban.hub.support.Problem;
import cn.tongban.hub.xml.XmlWriter;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The fault of a request that never came as far as CXF. */
final class FaultEnvelope {
    static final String V1_1 = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String V1_2 = "http://www.w3.org/2003/05/soap-envelope";
    private static final String XML = "http://www.w3.org/XML/1998/namespace";

    private FaultEnvelope() {}

    static String of(SoapVersion version, Problem problem) {
        Element detail = FaultOut.detail(problem);
        Document document = detail.getOwnerDocument();
        document.removeChild(detail);
        boolean old = version == SoapVersion.V1_1;
        String namespace = old ? V1_1 : V1_2;
        Element envelope = document.createElementNS(namespace, "soap:Envelope");
        document.appendChild(envelope);
        Element fault = add(add(envelope, namespace, "soap:Body"), namespace, "soap:Fault");
        if (old) {
            add(fault, null, "faultcode").setTextContent(problem.status() < 500 ? "soap:Client" : "soap:Server");
            Element text = add(fault, null, "faultstring");
            text.setAttributeNS(XML, "xml:lang", "zh");
            text.setTextContent(problem.detail());
            fault.appendChild(detail);
        } else {
            add(add(fault, namespace, "soap:Code"), namespace, "soap:Value")
                    .setTextContent(problem.status() < 500 ? "soap:Sender" : "soap:Receiver");
            Element text = add(add(fault, namespace, "soap:Reason"), namespace, "soap:Text");
            text.setAttributeNS(XML, "xml:lang", "zh");
            text.setTextContent(problem.detail());
            add(fault, namespace, "soap:Detail").appendChild(detail.getFirstChild());
        }
        return XmlWriter.text(document);
    }

    private static Element add(Element parent, @Nullable String namespace, String name) {
        Element child = parent.getOwnerDocument().createElementNS(namespace, name);
        parent.appendChild(child);
        return child;
    }
}
