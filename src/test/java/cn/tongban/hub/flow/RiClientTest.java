package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.hub.intake.Recording;
import com.sun.xml.ws.spi.ProviderImpl;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.XmlValue;
import jakarta.xml.soap.SOAPException;
import jakarta.xml.soap.SOAPMessage;
import jakarta.xml.ws.Dispatch;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.handler.MessageContext;
import jakarta.xml.ws.handler.soap.SOAPHandler;
import jakarta.xml.ws.handler.soap.SOAPMessageContext;
import jakarta.xml.ws.soap.MTOMFeature;
import jakarta.xml.ws.soap.SOAPFaultException;
import jakarta.xml.ws.spi.ServiceDelegate;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** A client of the JAX-WS reference implementation, made from the hub's own WSDL, calls the hub's service. */
class RiClientTest {
    private static final String NS = "urn:test:ministry";
    private static final String WSDL = "urn:test:callback";
    private static final SoapBundle BUNDLE = new SoapBundle();
    private static DoorServer server;

    @BeforeAll
    static void start() {
        server = new DoorServer();
        server.active().swap(BUNDLE.bundles.start());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        BUNDLE.bundles.recorded.clear();
    }

    private static Dispatch<Object> client(String port, String password, MTOMFeature mtom) throws Exception {
        ServiceDelegate service = new ProviderImpl().createServiceDelegate(
                URI.create("http://127.0.0.1:" + server.port() + "/services/ministry?wsdl").toURL(),
                new QName(WSDL, "CallbackService"), Service.class);
        Dispatch<Object> dispatch = service.createDispatch(new QName(WSDL, port),
                JAXBContext.newInstance(PushStep.class, PushStepResponse.class), Service.Mode.PAYLOAD, mtom);
        dispatch.getBinding().setHandlerChain(List.of(new Token(password)));
        return dispatch;
    }

    private static PushStep step(String id) {
        PushStep step = new PushStep();
        step.stepId = id;
        step.caseNo = "P-1";
        step.state = "IN_REVIEW";
        step.at = "2026-03-16T09:40:00+08:00";
        step.opinion = "𠮷㐂䶮";
        return step;
    }

    @ParameterizedTest
    @ValueSource(strings = {"CallbackSoap11", "CallbackSoap12"})
    void getsAnAnswer(String port) throws Exception {
        PushStepResponse answer = (PushStepResponse) client(port, SoapBundle.PASSWORD, new MTOMFeature(false)).invoke(step("R-1"));

        assertThat(answer.messageId).isEqualTo("m-1");
        assertThat(answer.caseNo).isEqualTo("P-1");
        assertThat(SoapBundle.opinion(BUNDLE.bundles.recorded.remove())).isEqualTo("𠮷㐂䶮");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CallbackSoap11", "CallbackSoap12"})
    void getsAFaultWithTheHubsCode(String port) throws Exception {
        Dispatch<Object> client = client(port, SoapBundle.PASSWORD, new MTOMFeature(false));
        PushStep wrong = step("R-2");
        wrong.state = "ACCEPTED";

        assertThatThrownBy(() -> client.invoke(wrong)).isInstanceOfSatisfying(SOAPFaultException.class, e -> {
            assertThat(e.getFault().getFaultString()).contains("没有收下");
            assertThat(e.getFault().getDetail().getTextContent()).contains("contract-violation")
                    .contains("/pushStep/state").contains("nothing was taken in");
        });
        assertThatThrownBy(() -> client(port, "wrong", new MTOMFeature(false)).invoke(step("R-3")))
                .isInstanceOfSatisfying(SOAPFaultException.class, e -> assertThat(
                        e.getFault().getDetail().getTextContent()).contains("signature-wrong"));
        assertThat(BUNDLE.bundles.recorded).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CallbackSoap11", "CallbackSoap12"})
    void sendsAnAttachment(String port) throws Exception {
        byte[] bytes = new byte[50_000];
        new java.util.Random(7).nextBytes(bytes);
        PushStep step = step("R-4");
        step.file = new PushStep.File();
        step.file.name = "a.pdf";
        step.file.bytes = bytes;

        client(port, SoapBundle.PASSWORD, new MTOMFeature(true)).invoke(step);

        assertThat(canonical()).contains(Base64.getEncoder().encodeToString(bytes));
    }

    @Test
    void theOtherToolkitsPresenceDoesNotReachTheHubs() {
        assertThat(server.active().digest()).isPresent();
        assertThat(new ProviderImpl().getClass().getName()).startsWith("com.sun.xml.ws");
    }

    private static String canonical() {
        Recording recording = BUNDLE.bundles.recorded.remove();
        return new String(recording.canonical(), StandardCharsets.UTF_8);
    }

    @XmlRootElement(name = "pushStep", namespace = NS)
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "", propOrder = {"stepId", "caseNo", "state", "at", "opinion", "file"})
    static class PushStep {
        @XmlElement(namespace = NS)
        String stepId;

        @XmlElement(namespace = NS)
        String caseNo;

        @XmlElement(namespace = NS)
        String state;

        @XmlElement(namespace = NS)
        String at;

        @XmlElement(namespace = NS)
        String opinion;

        @XmlElement(namespace = NS)
        File file;

        @XmlAccessorType(XmlAccessType.FIELD)
        static class File {
            @XmlAttribute
            String name;

            @XmlValue
            byte[] bytes;
        }
    }

    @XmlRootElement(name = "pushStepResponse", namespace = NS)
    @XmlAccessorType(XmlAccessType.FIELD)
    static class PushStepResponse {
        @XmlElement(namespace = NS)
        String messageId;

        @XmlElement(namespace = NS)
        String caseNo;
    }

    /** Puts a user name token into the header. */
    private record Token(String password) implements SOAPHandler<SOAPMessageContext> {
        @Override
        public Set<QName> getHeaders() {
            return Set.of();
        }

        @Override
        public boolean handleMessage(SOAPMessageContext context) {
            if ((boolean) context.get(MessageContext.MESSAGE_OUTBOUND_PROPERTY)) {
                try {
                    SOAPMessage message = context.getMessage();
                    message.getSOAPHeader().appendChild(message.getSOAPPart().importNode(header(
                            message.getSOAPPart().getEnvelope().getNamespaceURI()), true));
                } catch (SOAPException e) {
                    throw new AssertionError(e);
                }
            }
            return true;
        }

        private Element header(String version) {
            try {
                DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
                factory.setNamespaceAware(true);
                String envelope = Envelopes.of(version, Envelopes.token("province", password), "");
                return (Element) factory.newDocumentBuilder()
                        .parse(new ByteArrayInputStream(envelope.getBytes(StandardCharsets.UTF_8)))
                        .getElementsByTagNameNS(Envelopes.WSSE, "Security").item(0);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public boolean handleFault(SOAPMessageContext context) {
            return true;
        }

        @Override
        public void close(MessageContext context) {
            // Nothing is open.
        }
    }
}
