package cn.tongban.hub.soap;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.SoapSettings;
import cn.tongban.hub.connector.SoapVersion;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.xml.Dom;
import cn.tongban.hub.xml.Wsdl;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.xml.soap.SOAPFault;
import jakarta.xml.ws.Dispatch;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.WebServiceException;
import jakarta.xml.ws.soap.SOAPBinding;
import jakarta.xml.ws.soap.SOAPFaultException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.transform.dom.DOMSource;
import org.apache.cxf.Bus;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.endpoint.UpfrontConduitSelector;
import org.apache.cxf.jaxws.DispatchImpl;
import org.apache.cxf.jaxws.ServiceImpl;
import org.apache.cxf.logging.FaultListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Asks one outside system. Sends what it is given once, over the wire that comes with it. Safe for many threads. */
public final class SoapClient {
    private static final Logger log = LoggerFactory.getLogger(SoapClient.class);
    private static final int MAX_DEPTH = 64;

    private final Contract contract;
    private final String address;
    private final MemoryConduit conduit;
    private final DispatchImpl<DOMSource> dispatch;
    private final boolean proofDemanded;

    private SoapClient(Contract contract, String address, MemoryConduit conduit, DispatchImpl<DOMSource> dispatch,
            boolean proofDemanded) {
        this.contract = contract;
        this.address = address;
        this.conduit = conduit;
        this.dispatch = dispatch;
        this.proofDemanded = proofDemanded;
    }

    static SoapClient start(Bus bus, ConnectorDescriptor connector, Contract contract, Optional<OwnProof> proof) {
        SoapSettings settings = connector.soap().orElseThrow();
        SoapSettings.Client own = settings.client().orElseThrow();
        ServiceImpl service = new ServiceImpl(bus, null, contract.wsdl().service(), Service.class);
        QName port = contract.wsdl().port();
        service.addPort(port, own.version() == SoapVersion.V1_1
                ? SOAPBinding.SOAP11HTTP_BINDING : SOAPBinding.SOAP12HTTP_BINDING, "hub://" + connector.id());
        Dispatch<DOMSource> made = service.createDispatch(port, DOMSource.class, Service.Mode.PAYLOAD);
        DispatchImpl<DOMSource> dispatch = (DispatchImpl<DOMSource>) made;
        MemoryConduit conduit = new MemoryConduit(
                own.version(), settings.charset(), connector.deliver().orElseThrow().maxAnswer());
        Client client = dispatch.getClient();
        UpfrontConduitSelector selector = new UpfrontConduitSelector(conduit);
        selector.setEndpoint(client.getEndpoint());
        client.setConduitSelector(selector);
        conduit.setMessageObserver(client);
        client.getEndpoint().put(FaultListener.class.getName(), Quiet.LISTENER);
        client.getInInterceptors().add(new EnvelopeIn(MAX_DEPTH));
        proof.ifPresent(header -> client.getOutInterceptors().add(header.header(own.version(), conduit::beside)));
        Optional<AnswerProof> answers = proof.flatMap(OwnProof::answers);
        answers.ifPresent(demanded -> {
            client.getEndpoint().putAll(SecurityIn.NO_CACHES);
            client.getInInterceptors().add(new AnswerIn(demanded));
        });
        return new SoapClient(contract, own.address(), conduit, dispatch, answers.isPresent());
    }

    /** Name of the setting that holds the address of the service. */
    public String address() {
        return address;
    }

    /** Whether the WSDL has this operation. */
    public boolean has(String operation) {
        return contract.wsdl().operation(operation).isPresent();
    }

    /**
     * @param content JSON form of what the operation's element holds
     * @throws HubException BUNDLE_INVALID for an operation that the WSDL does not have, CONTRACT_VIOLATION for content that
     *     its schema does not allow, ANSWER_UNPROVEN when answers must be signed and this one is not, and what the wire throws
     */
    public SoapReply call(String name, JsonNode content, Wire wire) {
        Wsdl.Operation operation = contract.wsdl().operation(name).orElseThrow(
                () -> new HubException(ErrorCode.BUNDLE_INVALID, "operation " + name));
        Element asked = contract.schemas().write(operation.input(), content);
        try (MemoryConduit.Call call = conduit.open(wire, operation.action())) {
            Optional<JsonNode> document;
            try {
                DOMSource answer = dispatch.invoke(new DOMSource(asked));
                document = read(operation, answer, call.beside());
            } catch (SOAPFaultException e) {
                // CXF makes faults of its own troubles too.
                document = call.isFault() ? Optional.of(fault(e.getFault())) : Optional.empty();
            } catch (WebServiceException | HubException e) {
                // Not an error by itself: what such an answer means is for the mapping to say. Texts may quote the answer.
                log.atInfo().addKeyValue("operation", name).addKeyValue("kind", kinds(e))
                        .log("An answer is no envelope of the contract");
                                document = Optional.empty();
            }
            call.failure().ifPresent(failure -> {
                throw failure;
            });
            if (proofDemanded && !call.isProven()) {
                throw new HubException(ErrorCode.ANSWER_UNPROVEN, name + " " + call.lack());
            }
            return new SoapReply(call.answer(), document);
        }
    }

    private Optional<JsonNode> read(Wsdl.Operation operation, DOMSource answer, Map<String, byte[]> beside) {
        Node node = answer == null ? null : answer.getNode();
        Element element = node instanceof Document document ? document.getDocumentElement() : (Element) node;
        if (element == null || !Dom.name(element).equals(operation.output())) {
            return Optional.empty();
        }
        Attachments.inline(element, beside);
        return Optional.of(contract.schemas().read(element));
    }

    private static String kinds(Throwable thrown) {
        StringBuilder kinds = new StringBuilder();
        for (Throwable at = thrown; at != null && kinds.length() < 200; at = at.getCause()) {
            kinds.append(kinds.isEmpty() ? "" : " < ").append(at instanceof HubException known ? known.code().code()
                    : at.getClass().getSimpleName());
        }
        return kinds.toString();
    }

    private static JsonNode fault(SOAPFault fault) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode about = document.putObject("fault");
        about.put("code", fault.getFaultCodeAsQName() == null ? "" : fault.getFaultCodeAsQName().getLocalPart());
        about.put("text", String.valueOf(fault.getFaultString()));
        about.put("detail", fault.getDetail() == null ? "" : fault.getDetail().getTextContent().strip());
        return document;
    }

    void close() {
        try {
            dispatch.close();
        } catch (IOException e) {
            throw new HubException(ErrorCode.INTERNAL, "closing a SOAP client", e);
        }
    }
}
