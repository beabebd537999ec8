package cn.tongban.hub.soap;

import cn.tongban.hub.connector.VerifiedSender;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import cn.tongban.hub.xml.Dom;
import cn.tongban.hub.xml.Wsdl;
import cn.tongban.hub.xml.XmlWriter;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.xml.ws.Provider;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceProvider;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.transform.dom.DOMSource;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Finds the operation by the element that is asked with, and has it done. */
@WebServiceProvider
@ServiceMode(Service.Mode.PAYLOAD)
class PayloadProvider implements Provider<DOMSource> {
    /** With a request that came as far as here. */
    static final String REACHED = "hub.reached";

    private static final Logger log = LoggerFactory.getLogger(PayloadProvider.class);

    private final Contract contract;

    PayloadProvider(Contract contract) {
        this.contract = contract;
    }

    @Override
    public DOMSource invoke(DOMSource request) {
        Message message = PhaseInterceptorChain.getCurrentMessage();
        message.put(REACHED, Boolean.TRUE);
        Element asked = element(request);
        Attachments.inline(asked, Attachments.of(message));
        Wsdl.Operation operation = contract.wsdl().asked(Dom.name(asked)).orElseThrow(() -> new HubException(
                ErrorCode.OPERATION_UNKNOWN, "", List.of(
                        new Place("/" + asked.getLocalName(), "operation", "No operation is asked for with this element."))));
        byte[] payload = XmlWriter.text(asked).getBytes(StandardCharsets.UTF_8);
        VerifiedSender sender = message.get(VerifiedSender.class);
        SoapOperations.Outcome outcome = message.get(SoapOperations.class).call(operation.name(), sender, payload);
        if (outcome instanceof SoapOperations.Refused refused) {
            throw new RefusedException(refused.problem());
        }
        return new DOMSource(answer(operation, ((SoapOperations.Answered) outcome).document()));
    }

    /** What was done stands: an answer that cannot be said is our fault and never the caller's. */
    private Element answer(Wsdl.Operation operation, JsonNode document) {
        try {
            return contract.schemas().write(operation.output(), document);
        } catch (HubException e) {
            log.atError().addKeyValue("operation", operation.name()).addKeyValue("places", e.places())
                    .log("An answer does not keep the WSDL");
            throw new HubException(ErrorCode.INTERNAL, operation.name());
        }
    }

    private static Element element(DOMSource request) {
        Node node = request == null ? null : request.getNode();
        if (node instanceof Document document) {
            node = document.getDocumentElement();
        }
        if (node instanceof Element element) {
            return element;
        }
        throw new HubException(ErrorCode.BODY_NOT_SOAP, "");
    }
}
