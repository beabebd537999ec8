package cn.tongban.hub.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The same platform where it hands a waiting case over: the faults strike the hub's question for the whole case. */
class ProvinceTodoContractIT extends ProvincePlatformContractIT {
    private static final String PAPER =
            "{\"id\":\"A1\",\"name\":\"申请书.pdf\",\"content\":\"JVBERi0xLjQKJSVFT0YK\"}";

    private final List<String> others = new ArrayList<>();
    private int serial;

    @Override
    public boolean delivers() {
        return false;
    }

    @Override
    public String operation() {
        return "pullCase";
    }

    @Override
    public void prepare() {
        // What waits is made by what begins.
    }

    @Override
    public String begin() {
        String caseNo = next();
        put(caseNo, "");
        return caseNo;
    }

    /** Another that waits; it must come, too. */
    @Override
    public void follow(String caseNo) {
        others.add(begin());
    }

    @Override
    public Arrival arrival() {
        return new Waiting(next());
    }

    @Override
    public String arrivesAs() {
        return "case.submitted";
    }

    @Override
    public String finish(String caseNo) {
        others.forEach(other -> cases().await(other, "FORWARDED"));
        others.clear();
        cases().advance(caseNo, "CLOSED");
        return "CLOSED";
    }

    @Override
    public Map<Scenario, String> cannotHappen() {
        return Map.of(
                Scenario.CLOSED_FOR_THE_NIGHT, "what waits there is not asked for; nothing of it is kept here",
                Scenario.WRONG_SIGNATURE, "it is asked at its own address and signs nothing",
                Scenario.WRONG_CHARSET, "what it tells comes in its answers, as in ANSWER_IN_WRONG_CHARSET");
    }

    private String next() {
        return "6107992603170000%05d".formatted(++serial);
    }

    private void put(String caseNo, String more) {
        partner().command("POST", "todo", "{\"projId\":\"" + caseNo + "\",\"papers\":[" + PAPER + "]" + more + "}");
    }

    /** A case that waits there with a paper; put there twice it is the same. */
    private final class Waiting implements Arrival {
        private final String caseNo;

        Waiting(String caseNo) {
            this.caseNo = caseNo;
        }

        @Override
        public String caseNo() {
            return caseNo;
        }

        @Override
        public Heard say(Form form) {
            put(caseNo, form == Form.MALFORMED ? ",\"cardType\":\"555\"" : "");
            return Heard.NOTHING;
        }
    }
}
