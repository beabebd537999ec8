package cn.tongban.hub.fault;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The province's archive: every case is filed there in its order, and some rows are rejected afterwards. */
class ProvinceArchiveContractIT extends ConnectorContract {
    private static final String FILE = "connectors/province-archive/connector.yaml";

    @Override
    public String connector() {
        return "province-archive";
    }

    @Override
    public World start(Path folder) {
        TestBundle bundle = TestBundle.quick(folder.resolve("bundle"))
                .replace(FILE, "retry: {first: 2s, factor: 2, max: 10m, jitter: 0.2, attempts: 60}",
                        "retry: {first: 300ms, factor: 1.5, max: 1s, jitter: 0.2, attempts: 1000}")
                .replace(FILE, "timeouts: {connect: 2s, answer: 10s, total: 20s}", "timeouts: {connect: 1s, answer: 2s, total: 3s}")
                .replace(FILE, "circuit: {failures: 5, open: 30s}", "circuit: {failures: 50, open: 1s}")
                .replace(FILE, "every: 10s", "every: 300ms");
        return World.start(folder, bundle, hub -> hub.with("HUB_CONNECTOR_PROVINCE_ARCHIVE_REPORTING", "on"));
    }

    @Override
    public SandboxSystem partner() {
        return world().sandbox().archive();
    }

    @Override
    public String operation() {
        return "base";
    }

    @Override
    public String begin() {
        return world().handInFresh().caseNo();
    }

    /** A material, whose file goes before its row, and a step. */
    @Override
    public void follow(String caseNo) {
        cases().supply(caseNo);
        cases().advance(caseNo, "IN_REVIEW");
    }

    @Override
    public Arrival arrival() {
        String caseNo = cases().forwarded();
        world().awaitState(caseNo, connector(), "delivered");
        return new Rejection(partner(), caseNo);
    }

    /** A person corrects the field and has the row sent again. */
    @Override
    public void decide(HubApi api, String caseNo) {
        for (String id : world().database().strings(
                "select id from delivery where state = 'refused' and case_no = '" + caseNo + "'")) {
            Map<String, String> correction = Map.of("op", "replace", "path", "/applicant/name", "value", "汉中示例商贸有限公司");
            api.send("POST", "/api/v1/deliveries/" + id + "/repair", Map.of("patch", List.of(correction), "reason", "据原件更正"));
            api.send("POST", "/api/v1/deliveries/" + id + "/replay", Map.of("reason", "更正后重报"));
        }
    }

    @Override
    public String finish(String caseNo) {
        cases().advance(caseNo, "CLOSED");
        return "CLOSED";
    }

    @Override
    public void expireTicket() {
        partner().command("POST", "tokens/forget", "{}");
    }

    /**
     * A batch is the delivery's number without its version digit, and a digit that counts corrections, which are no repeats.
     * What goes before a row, a file or a row with a letter, is no effect of its own.
     */
    @Override
    public String deliveryOf(RawRequest request) {
        String batch = request.key();
        if (!batch.matches("[0-9a-f]{31}0")) {
            return "";
        }
        String digits = batch.substring(0, 12) + '7' + batch.substring(12, 31);
        return digits.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    @Override
    public Map<Scenario, String> cannotHappen() {
        return Map.of(
                Scenario.WRONG_SIGNATURE, "it is asked at its own address and signs nothing",
                Scenario.WRONG_CHARSET, "what it tells comes in its answers, as in ANSWER_IN_WRONG_CHARSET");
    }

    /** The acceptance row of a case is rejected after it was taken. */
    private static final class Rejection implements Arrival {
        private final SandboxSystem archive;
        private final String caseNo;
        private boolean told;

        Rejection(SandboxSystem archive, String caseNo) {
            this.archive = archive;
            this.caseNo = caseNo;
        }

        @Override
        public String caseNo() {
            return caseNo;
        }

        @Override
        public Heard say(Form form) {
            String set = form == Form.MALFORMED ? ",\"errType\":\"\"" : "";
            if (told) {
                archive.command("POST", "rejections/again", "{}");
            } else {
                archive.command("POST", "rejections",
                        "{\"projectNo\":\"" + caseNo + "\",\"table\":\"up_pro_accept\"" + set + "}");
            }
            told = form == Form.WELL;
            return Heard.NOTHING;
        }
    }
}
