package cn.tongban.hub.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;

/** The province's platform: its waiting cases are taken over, it is told of each step, and it recalls what is taken back. */
class ProvincePlatformContractIT extends ConnectorContract {
    private static final String FILE = "connectors/province-platform/connector.yaml";

    private int serial;
    private String waiting = "";

    @Override
    public String connector() {
        return "province-platform";
    }

    @Override
    public World start(Path folder) {
        TestBundle bundle = TestBundle.quick(folder.resolve("bundle"))
                .replace(FILE, "every: 1m", "every: 500ms")
                .replace(FILE, "retry: {first: 2s, factor: 2, max: 10m, jitter: 0.2, attempts: 20}",
                        "retry: {first: 500ms, factor: 1.5, max: 2s, jitter: 0.2, attempts: 1000}")
                .replace(FILE, "timeouts: {connect: 2s, answer: 15s, total: 30s}", "timeouts: {connect: 1s, answer: 2s, total: 3s}")
                .replace(FILE, "circuit: {failures: 5, open: 30s}", "circuit: {failures: 50, open: 1s}");
        return World.start(folder, bundle, hub -> hub.with("HUB_CONNECTOR_PROVINCE_PLATFORM_EXCHANGE", "on")
                .with("HUB_CONNECTOR_PROVINCE_PLATFORM_REPORTING", "on"));
    }

    @Override
    public SandboxSystem partner() {
        return world().sandbox().province();
    }

    @Override
    public String operation() {
        return "pushStatus";
    }

    @Override
    public String question() {
        return "queryReceipt";
    }

    /** A ticket that is over is said with HTTP 200. */
    @Override
    public boolean saidThatItDidNothing(RawRequest request) {
        return super.saidThatItDidNothing(request) || request.answer().matches("(?s).*STATUS(>|&gt;)301.*");
    }

    @Override
    public void prepare() {
        waiting = takenOver();
    }

    @Override
    public String begin() {
        world().step(waiting, "{\"status\":\"06\"}");
        return waiting;
    }

    @Override
    public void follow(String caseNo) {
        world().step(caseNo, "{\"status\":\"07\"}");
    }

    @Override
    public Arrival arrival() {
        return new Recall(partner(), takenOver());
    }

    @Override
    public String finish(String caseNo) {
        if (cases().state(caseNo).equals("WITHDRAWN")) {
            return "WITHDRAWN";
        }
        if (cases().state(caseNo).equals("ACCEPTED")) {
            follow(caseNo);
        }
        cases().advance(caseNo, "CLOSED");
        return "CLOSED";
    }

    @Override
    public void expireTicket() {
        partner().command("PUT", "tickets", "{}");
    }

    @Override
    public Map<Scenario, String> cannotHappen() {
        return Map.of();
    }

    /** A case that waited at the province, was confirmed there, and is the city's now. */
    private String takenOver() {
        String caseNo = "6107992603160000%05d".formatted(++serial);
        partner().command("POST", "todo", "{\"projId\":\"" + caseNo + "\",\"name\":\"汉中示例食品有限公司\"}");
        cases().await(caseNo, "FORWARDED");
        return caseNo;
    }

    /** The applicant takes the case back there. */
    private record Recall(SandboxSystem province, String caseNo) implements Arrival {
        private static final Map<Form, String> WISHES = Map.of(
                Form.WELL, "", Form.MALFORMED, ",\"form\":\"malformed\"", Form.WRONG_SIGNATURE, ",\"wrongly\":true",
                Form.WRONG_CHARSET, ",\"form\":\"garbled\"");

        /** The proof stands within the bytes: in a wrong charset it cannot be read. */
        @Override
        public boolean isKept(Form form) {
            return Arrival.super.isKept(form) && form != Form.WRONG_CHARSET;
        }

        @Override
        public Heard say(Form form) {
            JsonNode answer = province.command("POST", "cases/" + caseNo + "/recalls",
                    "{\"recallId\":\"R-" + caseNo + "\",\"reason\":\"不办了\"" + WISHES.get(form) + "}");
            int status = answer.path("status").asInt();
            if (status == 0) {
                return Heard.NOTHING;
            }
            return new Heard(status == 200 ? Verdict.TAKEN : Verdict.REFUSED, answer.path("answer").asText());
        }
    }
}
