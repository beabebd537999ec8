package cn.tongban.hub.flow;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.Door;
import cn.tongban.hub.connector.HubHeaders;
import cn.tongban.hub.connector.VerifiedSender;
import cn.tongban.hub.soap.SoapAnswer;
import cn.tongban.hub.soap.SoapOperations;
import cn.tongban.hub.soap.SoapService;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.ErrorKind;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Problem;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * {@code /services/<connector>}: an envelope comes in, what is in it goes to the route of its operation as a request of a
 * proven sender, and what the route answers leaves in an envelope.
 */
final class SoapDoors {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.\\[\\]:_-]{1,255}");
    private static final String TYPE = "text/xml; charset=UTF-8";

    private final BundleContext bundle;
    private final ConnectorDescriptor connector;
    private final SoapService service;

    private SoapDoors(BundleContext bundle, ConnectorDescriptor connector, SoapService service) {
        this.bundle = bundle;
        this.connector = connector;
        this.service = service;
    }

    static boolean isAt(String rawPath) {
        return rawPath.startsWith("/" + DoorEngine.SERVICES + "/");
    }

    /** @throws HubException NOT_FOUND when there is no such service */
    static SoapDoors at(BundleContext bundle, String rawPath) {
        String[] parts = PathPattern.decode(rawPath);
        ConnectorDescriptor connector = (parts.length == 2 ? bundle.bundle().connectors().find(parts[1])
                : Optional.<ConnectorDescriptor>empty()).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND));
        return new SoapDoors(bundle, connector, bundle.soap().service(connector.id())
                .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND)));
    }

    String connector() {
        return connector.id();
    }

    /**
     * @param run takes a request over the route of its operation
     * @throws HubException METHOD_NOT_ALLOWED; every other failure of a POST is a fault
     */
    DoorAnswer handle(DoorInput request, Trace trace, Instant now, BiFunction<DoorTable.Entry, Inbound, DoorAnswer> run) {
        if (request.method().equals("GET") && "wsdl".equalsIgnoreCase(request.query())) {
            return new DoorAnswer(200, TYPE, service.wsdl(address(request)), Map.of(), "answered");
        }
        if (!request.method().equals("POST")) {
            throw new HubException(ErrorCode.METHOD_NOT_ALLOWED, "POST");
        }
        String type = request.headers("Content-Type").stream().findFirst().orElse(TYPE);
        Operations operations = new Operations(trace, now, run);
        SoapAnswer answer;
        Map<String, String> headers = Map.of();
        try {
            Door limits = connector.door().orElseThrow();
            DoorGate gate = gate();
            gate.enter();
            try {
                byte[] body = DoorReader.envelope(request, Set.copyOf(SoapService.MEDIA), limits.maxBody());
                answer = service.answer(body, type, operations);
                answer.problem().filter(problem -> !operations.called).ifPresent(problem -> {
                    operations.code = problem.code();
                    keep(problem, type, trace, now, body);
                });
            } finally {
                gate.leave();
            }
        } catch (HubException e) {
            operations.code = e.code().code();
            headers = new ProblemWriter().headers(e);
            answer = service.refuse(type, e);
        }
        return new DoorAnswer(answer.status(), answer.contentType(), answer.body(), headers, operations.code);
    }

    /** As routes do by {@code hub:refuse}: what the envelope itself got wrong, no route has seen. */
    private void keep(Problem problem, String type, Trace trace, Instant now, byte[] body) {
        ErrorCode code = ErrorCode.of(problem.code());
        if (code.kind() != ErrorKind.RETRY && body.length > 0) {
            bundle.refused().keep(new RefusedBytes.Refusal(connector.id(), "/" + DoorEngine.SERVICES + "/" + connector.id(),
                    null, type, code, problem.places(), trace.traceId(), now, body));
        }
    }

    private DoorGate gate() {
        return bundle.doors().entries().stream()
                .filter(entry -> entry.path().connector().equals(connector.id()))
                .findFirst().orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND)).gate();
    }

    private String address(DoorInput request) {
        String host = request.headers("Host").stream().filter(name -> HOST.matcher(name).matches()).findFirst()
                .orElse("localhost");
        return "http://" + host + "/" + DoorEngine.SERVICES + "/" + connector.id();
    }

    /** The routes of the service's operations. */
    private final class Operations implements SoapOperations {
        private final Trace trace;
        private final Instant now;
        private final BiFunction<DoorTable.Entry, Inbound, DoorAnswer> run;
        /** What the metrics call the answer, also of a request that never came to a route. */
        private String code = "fault";
        private boolean called;

        Operations(Trace trace, Instant now, BiFunction<DoorTable.Entry, Inbound, DoorAnswer> run) {
            this.trace = trace;
            this.now = now;
            this.run = run;
        }

        @Override
        public Outcome call(String operation, VerifiedSender sender, byte[] payload) {
            called = true;
            String path = "/" + DoorEngine.SERVICES + "/" + connector.id() + "/" + operation;
            DoorTable.Entry door = bundle.doors().find("POST", path).door();
            Arrival arrival = new Arrival(connector.id(), "", path, Map.of(), XmlBody.MEDIA_TYPE, null, trace, payload, now);
            DoorRequest request = new DoorRequest(arrival, "POST", path, new HubHeaders(null, null, null, null), null);
            DoorAnswer answer = run.apply(door, new Inbound(request, sender));
            code = answer.code();
            return SoapOutcome.of(answer);
        }
    }
}
