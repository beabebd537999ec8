package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.sandbox.citywindow.SyntheticCase;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A bureau at the hub's broker: it takes cases from its queue and puts steps back. */
class DepartmentContractIT extends ConnectorContract {
    private static final int PORT = FreePorts.next();
    private static final String BROKER_ANSWERS =
            "the broker answers for the bureau, which acknowledges what it has kept and says nothing else";

    private int serial;

    @Override
    public String connector() {
        return "department";
    }

    @Override
    public String destination() {
        return "department.market-bureau";
    }

    @Override
    public World start(Path folder) {
        return World.withDepartments(folder, PORT);
    }

    @Override
    public SandboxSystem partner() {
        return world().departments();
    }

    @Override
    public String operation() {
        return "submit";
    }

    @Override
    public String begin() {
        SyntheticCase made = DepartmentIT.caseFor(DepartmentIT.ITEM, ++serial);
        world().handIn(made);
        return made.caseNo();
    }

    @Override
    public void follow(String caseNo) {
        cases().supply(caseNo);
    }

    @Override
    public Arrival arrival() {
        String caseNo = begin();
        taken(caseNo);
        return new Step(caseNo);
    }

    @Override
    public String finish(String caseNo) {
        taken(caseNo);
        List<String> statuses = cases().state(caseNo).equals("IN_REVIEW")
                ? List.of("decided", "closed")
                : List.of("claimed", "decided", "closed");
        for (String status : statuses) {
            JsonNode answer = partner().command("POST", "cases/" + caseNo + "/steps", "{\"status\":\"" + status + "\"}");
            assertThat(answer.path("status").asInt()).as(answer::toString).isEqualTo(202);
        }
        return "CLOSED";
    }

    /** A problem that it is told of is no delivery. */
    @Override
    public String deliveryOf(RawRequest request) {
        return request.is("problem") ? "" : request.key();
    }

    @Override
    public Map<Scenario, String> cannotHappen() {
        return Map.of(
                Scenario.EXPIRED_TICKET, "it logs in by name and password; there is no ticket",
                Scenario.CLOSED_AT_THE_PARTNER, BROKER_ANSWERS,
                Scenario.ERROR_AFTER_THE_WORK, BROKER_ANSWERS,
                Scenario.LOST_ANSWER, BROKER_ANSWERS,
                Scenario.MALFORMED_ANSWER, BROKER_ANSWERS,
                Scenario.ANSWER_IN_WRONG_CHARSET, BROKER_ANSWERS);
    }

    /** Every message so far is in the bureau's hands. */
    private void taken(String caseNo) {
        Awaitility.await("taken").atMost(World.PATIENCE).until(() -> partner().requestsOf(caseNo).stream()
                .filter(RawRequest::hadEffect).count() == world().database().number("select count(*) from delivery"
                        + " where case_no = '" + caseNo + "' and destination = '" + destination() + "'"));
    }

    /** A step that the bureau's program puts. */
    private record Step(String caseNo) implements Arrival {
        @Override
        public Heard say(Form form) {
            String key = caseNo + "-1";
            String step = PartyClient.step("S1", caseNo, "claimed").toString();
            String password = form == Form.WRONG_SIGNATURE ? "not the password" : Secrets.MARKET_PASSWORD;
            try (PartyClient bureau = new PartyClient(PORT, PartyClient.MARKET, password)) {
                Message message = switch (form) {
                    case MALFORMED -> bureau.session().createTextMessage(step.substring(0, step.length() / 2));
                    case WRONG_CHARSET -> bytes(bureau, step);
                    default -> bureau.session().createTextMessage(step);
                };
                message.setStringProperty("type", "step");
                message.setStringProperty("idempotencyKey", key);
                bureau.put(message);
                return Heard.NOTHING;
            } catch (JMSException e) {
                return new Heard(Verdict.REFUSED, String.valueOf(e.getErrorCode()));
            }
        }

        private static BytesMessage bytes(PartyClient bureau, String step) throws JMSException {
            BytesMessage message = bureau.session().createBytesMessage();
            message.writeBytes(step.getBytes(Charset.forName("GBK")));
            return message;
        }
    }
}
