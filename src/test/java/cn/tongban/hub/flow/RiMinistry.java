package cn.tongban.hub.flow;

import com.sun.xml.ws.spi.ProviderImpl;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.annotation.Resource;
import jakarta.jws.WebMethod;
import jakarta.jws.WebParam;
import jakarta.jws.WebResult;
import jakarta.jws.WebService;
import jakarta.jws.soap.SOAPBinding;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlMimeType;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.soap.SOAPException;
import jakarta.xml.soap.SOAPFactory;
import jakarta.xml.soap.SOAPFault;
import jakarta.xml.soap.SOAPMessage;
import jakarta.xml.ws.Endpoint;
import jakarta.xml.ws.WebServiceContext;
import jakarta.xml.ws.handler.MessageContext;
import jakarta.xml.ws.handler.soap.SOAPHandler;
import jakarta.xml.ws.handler.soap.SOAPMessageContext;
import jakarta.xml.ws.soap.MTOM;
import jakarta.xml.ws.soap.SOAPFaultException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import javax.xml.namespace.QName;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Source;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import org.jspecify.annotations.Nullable;

/** The ministry as a service of the JAX-WS reference implementation, on a port of its own. */
final class RiMinistry implements AutoCloseable {
    static final String NS = "urn:test:ministry";
    private static final String SERVICE = "urn:test:ministry:service";

    /** What it was asked. */
    record Asked(Submit document, Map<String, List<String>> headers, String security) {}

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Endpoint endpoint;
    private final String address;
    private final Header header;

    /** From now on answers leave as what this makes of the element in their body. */
    void answering(UnaryOperator<String> envelope) {
        header.answer = envelope;
    }

    private RiMinistry(Endpoint endpoint, Service service, int port) {
        this.endpoint = endpoint;
        this.address = "http://127.0.0.1:" + port + "/ministry";
        service.ministry = this;
        this.header = service.header;
        endpoint.publish(address);
    }

    static RiMinistry start(String binding, boolean mtom) throws IOException {
        Service service = mtom ? new WithAttachments() : new Service();
        Endpoint endpoint = new ProviderImpl().createEndpoint(binding, service);
        endpoint.getBinding().setHandlerChain(List.of(service.header));
        return new RiMinistry(endpoint, service, freePort());
    }

    String address() {
        return address;
    }

    @Override
    public void close() {
        endpoint.stop();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @XmlRootElement(name = "submit", namespace = NS)
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "submit", namespace = NS, propOrder = {"requestId", "caseNo", "name", "file"})
    public static class Submit {
        @XmlElement(namespace = NS)
        public String requestId;

        @XmlElement(namespace = NS)
        public String caseNo;

        @XmlElement(namespace = NS)
        public String name;

        @XmlElement(namespace = NS)
        public byte[] file;
    }

    @XmlRootElement(name = "submitResponse", namespace = NS)
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "submitResponse", namespace = NS, propOrder = {"requestId", "code", "acceptNo", "msg", "label"})
    public static class SubmitResponse {
        @XmlElement(namespace = NS)
        public String requestId;

        @XmlElement(namespace = NS)
        public String code;

        @XmlElement(namespace = NS)
        public String acceptNo;

        @XmlElement(namespace = NS)
        public String msg;

        @XmlMimeType("application/octet-stream")
        @XmlElement(namespace = NS)
        public DataHandler label;
    }

    /** The service; one document in, one out. */
    @WebService(targetNamespace = SERVICE, serviceName = "MinistryService", portName = "MinistrySoap11")
    @SOAPBinding(parameterStyle = SOAPBinding.ParameterStyle.BARE)
    public static class Service {
        final Header header = new Header();
        RiMinistry ministry;

        @Resource
        public WebServiceContext context;

        @WebMethod(action = SERVICE + "/submit")
        @WebResult(name = "submitResponse", targetNamespace = NS)
        public SubmitResponse submit(@WebParam(name = "submit", targetNamespace = NS) Submit request) throws Exception {
            @SuppressWarnings("unchecked")
            Map<String, List<String>> headers =
                    (Map<String, List<String>>) context.getMessageContext().get(MessageContext.HTTP_REQUEST_HEADERS);
            ministry.asked.add(new Asked(request, Map.copyOf(headers), header.seen));
            if (request.name.equals("fault")) {
                SOAPFault fault = SOAPFactory.newInstance().createFault("事项已下线", new QName(
                        "http://schemas.xmlsoap.org/soap/envelope/", "Client"));
                fault.addDetail().addDetailEntry(new QName("urn:x", "code")).addTextNode("E42");
                throw new SOAPFaultException(fault);
            }
            SubmitResponse answer = new SubmitResponse();
            answer.requestId = request.requestId;
            answer.code = "200";
            answer.acceptNo = "SX-1";
            // Outside of GBK, and within what this toolkit can write in GB18030.
            answer.msg = "㐂䶮";
            if (request.file != null) {
                answer.label = new DataHandler(new Bytes(request.file));
            }
            return answer;
        }
    }

    @MTOM
    @WebService(targetNamespace = SERVICE, serviceName = "MinistryService", portName = "MinistrySoap11")
    @SOAPBinding(parameterStyle = SOAPBinding.ParameterStyle.BARE)
    public static class WithAttachments extends Service {}

    private record Bytes(byte[] bytes) implements DataSource {
        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getContentType() {
            return "application/octet-stream";
        }

        @Override
        public String getName() {
            return "label";
        }
    }

    /** Understands WS-Security as far as it looks at it. */
    static final class Header implements SOAPHandler<SOAPMessageContext> {
        volatile String seen = "";
        volatile @Nullable UnaryOperator<String> answer;

        @Override
        public Set<QName> getHeaders() {
            return Set.of(new QName(Envelopes.WSSE, "Security"));
        }

        @Override
        public boolean handleMessage(SOAPMessageContext message) {
            try {
                if (!(boolean) message.get(MessageContext.MESSAGE_OUTBOUND_PROPERTY)) {
                    seen = text(message.getMessage().getSOAPPart().getContent());
                } else if (answer != null) {
                    replace(message.getMessage(), answer);
                }
            } catch (SOAPException e) {
                throw new AssertionError(e);
            }
            return true;
        }

        private static void replace(SOAPMessage message, UnaryOperator<String> answer) throws SOAPException {
            String envelope = answer.apply(text(new DOMSource(message.getSOAPBody().getFirstChild())));
            message.getSOAPPart().setContent(new StreamSource(new StringReader(envelope)));
        }

        private static String text(Source source) {
            try {
                Transformer writer = TransformerFactory.newDefaultInstance().newTransformer();
                writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
                StringWriter text = new StringWriter();
                writer.transform(source, new StreamResult(text));
                return text.toString();
            } catch (TransformerException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public boolean handleFault(SOAPMessageContext message) {
            return handleMessage(message);
        }

        @Override
        public void close(MessageContext message) {
            // Nothing is open.
        }
    }
}
