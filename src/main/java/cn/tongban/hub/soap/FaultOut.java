package cn.tongban.hub.soap;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import cn.tongban.hub.support.Problem;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.helpers.DOMUtils;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.Phase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Whatever went wrong as a fault of the hub: the sentence in Chinese, and within the detail the stable code, the sentence
 * in both languages and the places. Nothing of an exception's own text leaves.
 */
final class FaultOut extends AbstractSoapInterceptor {
    static final String NAMESPACE = "urn:tongban:soap:problem";

    private static final Logger log = LoggerFactory.getLogger(FaultOut.class);

    FaultOut() {
        super(Phase.SETUP);
    }

    @Override
    public void handleMessage(SoapMessage message) {
        Exception thrown = message.getContent(Exception.class);
        if (!(thrown instanceof Fault fault) || is(fault, "MustUnderstand")) {
            // A header that nobody understands: CXF says it in the words of the standard.
            return;
        }
        Message request = message.getExchange().getInMessage();
        Problem problem = problem(thrown, request != null && request.containsKey(PayloadProvider.REACHED));
        message.getExchange().put(Problem.class, problem);
        fault.setMessage(problem.detail());
        fault.setLang("zh");
        if (!is(fault, "VersionMismatch")) {
            fault.setFaultCode(
                    problem.status() < 500 ? message.getVersion().getSender() : message.getVersion().getReceiver());
        }
        fault.setDetail(detail(problem));
    }

    private static boolean is(Fault fault, String code) {
        return fault instanceof SoapFault && find(fault) == null && fault.getFaultCode() != null
                && fault.getFaultCode().getLocalPart().equals(code);
    }

    /** @param reached false while CXF was still at the envelope: what it cannot read is no SOAP */
    private static Problem problem(Exception thrown, boolean reached) {
        RuntimeException known = find(thrown);
        if (known instanceof RefusedException refused) {
            return refused.problem();
        }
        if (known instanceof HubException hub) {
            return Problem.of(hub);
        }
        HubException bare = new HubException(reached ? ErrorCode.INTERNAL : ErrorCode.BODY_NOT_SOAP);
        bare.setStackTrace(thrown.getStackTrace());
        log.atWarn().addKeyValue("kind", root(thrown).getClass().getSimpleName()).setCause(bare)
                .log("SOAP request failed, answered as {}", bare.code().code());
        return Problem.of(bare);
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    private static @Nullable RuntimeException find(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof RefusedException || at instanceof HubException) {
                return (RuntimeException) at;
            }
        }
        return null;
    }

    static Element detail(Problem problem) {
        Document document = DOMUtils.createDocument();
        Element detail = document.createElement("detail");
        document.appendChild(detail);
        Element root = document.createElementNS(NAMESPACE, "problem");
        detail.appendChild(root);
        text(root, "code", problem.code());
        text(root, "status", String.valueOf(problem.status()));
        text(root, "detail", problem.detail());
        text(root, "detailEn", problem.detailEn());
        for (Place place : problem.places()) {
            Element element = document.createElementNS(NAMESPACE, "place");
            root.appendChild(element);
            text(element, "pointer", place.pointer());
            text(element, "rule", place.rule());
            text(element, "detail", place.detail());
        }
        return detail;
    }

    private static void text(Element parent, String name, String text) {
        Element element = parent.getOwnerDocument().createElementNS(NAMESPACE, name);
        element.setTextContent(text);
        parent.appendChild(element);
    }
}
