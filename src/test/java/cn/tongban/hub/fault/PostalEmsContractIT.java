package cn.tongban.hub.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The post: papers are fetched when a case comes in, its result is brought when it is closed, and the post tells of both. */
class PostalEmsContractIT extends ConnectorContract {
    @Override
    public String connector() {
        return "postal-ems";
    }

    @Override
    public World start(Path folder) {
        return World.start(folder);
    }

    @Override
    public SandboxSystem partner() {
        return world().sandbox().postal();
    }

    @Override
    public String operation() {
        return "order";
    }

    @Override
    public String begin() {
        return handIn("2");
    }

    @Override
    public void follow(String caseNo) {
        cases().advance(caseNo, "CLOSED");
    }

    @Override
    public Arrival arrival() {
        String caseNo = handIn("1");
        cases().advance(caseNo, "CLOSED");
        cases().await(caseNo, "ISSUED");
        return new Push(partner(), caseNo, waybillOfTheResult(caseNo), Cases.minutesAgo(0).substring(0, 19).replace('T', ' '));
    }

    @Override
    public String finish(String caseNo) {
        partner().command("POST", "parcels/" + waybillOfTheResult(caseNo) + "/plan", "{\"events\":[\"702\",\"704:10\"]}");
        return "DELIVERED";
    }

    /** The post knows an order by its number, which says what is in the parcel. */
    @Override
    public String deliveryOf(RawRequest request) {
        String order = request.caseNo();
        if (!request.is("order")) {
            return "";
        }
        String type = order.endsWith("-M1") ? "case.submitted" : "case.closed";
        List<String> ids = world().database().strings(
                "select id from delivery where destination = 'postal-ems' and type = '%s' and case_no = '%s'"
                        .formatted(type, order.substring(0, order.length() - "-M1".length())));
        return ids.isEmpty() ? "" : ids.get(0);
    }

    @Override
    public Map<Scenario, String> cannotHappen() {
        return Map.of(Scenario.EXPIRED_TICKET, "each request bears the agreed authorization; there is no ticket");
    }

    /** @param way of the window's code table: 1 the result goes by post, 2 the papers too */
    private String handIn(String way) {
        return world().handIn(world().freshCase().expressed(way)).caseNo();
    }

    private String waybillOfTheResult(String caseNo) {
        return world().database().strings("select waybill_no from parcel where order_no = '" + caseNo + "-R1'").get(0);
    }

    /** That a parcel was picked up, pushed in the post's sealed envelope. */
    private record Push(SandboxSystem post, String caseNo, String waybillNo, String at) implements Arrival {
        private static final Map<Form, String> FAULTS = Map.of(
                Form.MALFORMED, "wrong-envelope", Form.WRONG_SIGNATURE, "wrong-signature", Form.WRONG_CHARSET, "garbled");

        @Override
        public Heard say(Form form) {
            String fault = FAULTS.get(form);
            post.faults(fault == null ? new String[0] : new String[] {"{\"fault\":\"" + fault + "\",\"times\":1}"});
            JsonNode answer = post.command("POST", "parcels/" + waybillNo + "/events",
                    "{\"opCode\":\"203\",\"opTime\":\"" + at + "\"}");
            if (answer.path("status").asInt() == 0) {
                return Heard.NOTHING;
            }
            return answer.path("taken").asBoolean() ? new Heard(Verdict.TAKEN, "00000") : new Heard(Verdict.REFUSED, "");
        }
    }
}
