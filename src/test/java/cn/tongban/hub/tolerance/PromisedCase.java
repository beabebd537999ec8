package cn.tongban.hub.tolerance;

import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.Step;
import cn.tongban.hub.intake.Address;
import cn.tongban.hub.intake.CaseEntry;
import cn.tongban.hub.intake.Recorder;
import cn.tongban.hub.intake.Recording;
import cn.tongban.hub.material.MaterialFacts;
import cn.tongban.hub.promise.PromiseFacts;
import cn.tongban.hub.promise.PromiseKind;
import cn.tongban.hub.web.RunningHub;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A case with promises, recorded as a door would do it. Its days are long after those of the hub's own clock. */
public record PromisedCase(RunningHub hub, String caseNo) {
    static final String TASK = "11610700Y00000016L3000131999000";
    private static final Instant ACCEPTED = Instant.parse("2099-03-16T01:30:00Z");
    private static final JsonMapper JSON = new JsonMapper();

    /** Accepted on Monday 2099-03-16 with this paper owed. */
    public static PromisedCase owing(RunningHub hub, String caseNo, String name, String due) {
        PromisedCase made = new PromisedCase(hub, caseNo);
        ObjectNode document = made.document();
        document.putObject("acceptance").put("kind", "TOLERANT").put("at", "2099-03-16T09:30:00+08:00").putArray("debts")
                .addObject().put("materialName", name).put("promise", "一周内补交").put("dueDate", due);
        made.submit(document, 1, List.of(made.promised(document, PromiseKind.DEBT, due)), true);
        return made;
    }

    /** With a letter of 2099-03-16 that is to be checked by a day. */
    public static PromisedCase committed(RunningHub hub, String caseNo, String due) {
        PromisedCase made = new PromisedCase(hub, caseNo);
        made.commitAgain(1, due);
        return made;
    }

    /** The same letter in another version of the submission. */
    public void commitAgain(int version, String due) {
        ObjectNode document = document();
        document.put("version", version).putArray("commitments").addObject().put("materialName", "住所使用证明")
                .put("content", "所填住所真实").put("consequence", "撤销登记").put("signDate", "2099-03-16")
                .put("signature", "CN-1");
        submit(document, version, List.of(promised(document, PromiseKind.COMMITMENT, due)), false);
    }

    public void supply(String materialId, String name, String at) {
        byte[] body = ("{\"caseNo\":\"" + caseNo + "\",\"materialId\":\"" + materialId + "\"}").getBytes(StandardCharsets.UTF_8);
        hub.bean(Recorder.class).record(new Recording("city-window", caseNo + "/" + materialId, "material.supplied", caseNo,
                "material.supplied", "application/json", "", "bundle", body, body, new Address.CaseHandler(),
                new CaseEntry.Supply(materialId, null, 1, "application/pdf", "UPLOAD", Instant.parse(at),
                        new MaterialFacts(name, "a.pdf", "", ""), 500, 1_000_000),
                List.of(), null));
    }

    public void withdraw() {
        byte[] body = ("{\"caseNo\":\"" + caseNo + "\"}").getBytes(StandardCharsets.UTF_8);
        hub.bean(Recorder.class).record(new Recording("city-window", caseNo + "/withdrawn", "case.withdrawn", caseNo,
                "case.step", "application/json", "", "bundle", body, body, new Address.CaseHandler(),
                new CaseEntry.Progress(Step.of("w", CaseState.WITHDRAWN, ACCEPTED.plusSeconds(60))), List.of(), null));
    }

    private CaseEntry.Promised promised(JsonNode document, PromiseKind kind, String due) {
        return new CaseEntry.Promised(kind, 0, "", LocalDate.of(2099, 3, 16), LocalDate.parse(due),
                PromiseFacts.of(document, kind, 0));
    }

    private ObjectNode document() {
        ObjectNode document = JSON.createObjectNode().put("caseNo", caseNo).put("version", 1);
        document.putObject("item").put("taskCode", TASK);
        return document;
    }

    private void submit(ObjectNode document, int version, List<CaseEntry.Promised> promises, boolean tolerant) {
        byte[] body = document.toString().getBytes(StandardCharsets.UTF_8);
        List<Step> steps = new ArrayList<>();
        steps.add(Step.of(version + "/r", CaseState.RECEIVED, ACCEPTED).withContent("received " + version));
        if (tolerant) {
            steps.add(Step.of(version + "/t", CaseState.TOLERANT_ACCEPTED, ACCEPTED.plusSeconds(1)).withDebts(promises.size()));
        }
        hub.bean(Recorder.class).record(new Recording("city-window", caseNo + "/" + version, "case.submitted", caseNo,
                "case.submitted", "application/json", "", "bundle", body, body, new Address.To(List.of("city-platform")),
                new CaseEntry.Submission(version, TASK, false, steps, promises), List.of(), null));
    }
}
