package cn.tongban.hub.flow;

import cn.tongban.hub.intake.CaseEntry;
import cn.tongban.hub.mapping.ToleranceJudge;
import cn.tongban.hub.mapping.ToleranceLists;
import cn.tongban.hub.mapping.WorkDays;
import cn.tongban.hub.promise.PromiseFacts;
import cn.tongban.hub.promise.PromiseKind;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.PlainName;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads from a submission what the applicant promises, and holds it against what is published. */
final class PromiseEntries {
    private static final String COMMITTED = "COMMITMENT";

    private PromiseEntries() {}

    /**
     * @throws HubException ITEM_EXCLUDED, DEBT_NOT_TOLERABLE, DEBT_PROMISE_TOO_LONG, COMMITMENT_NOT_LISTED or
     *     COMMITMENT_MISSING, with the places in the canonical document
     */
    static List<CaseEntry.Promised> of(JsonNode submission, ToleranceLists lists, WorkDays workDays) {
        ToleranceJudge judge = new ToleranceJudge(lists, workDays, submission.at("/item/taskCode").asText(""));
        List<CaseEntry.Promised> promises = new ArrayList<>(debts(submission, judge));
        promises.addAll(commitments(submission, judge));
        judge.verdict();
        return promises;
    }

    private static List<CaseEntry.Promised> debts(JsonNode submission, ToleranceJudge judge) {
        List<CaseEntry.Promised> debts = new ArrayList<>();
        for (JsonNode debt : submission.at(PromiseKind.DEBT.pointer())) {
            String name = CaseEntries.text(debt, "materialName");
            Instant promisedAt = debt.has("promisedAt") ? CaseEntries.time(debt, "promisedAt")
                    : CaseEntries.time(submission.path("acceptance"), "at");
            LocalDate promisedOn = LocalDate.ofInstant(promisedAt, Inbound.ZONE);
            LocalDate due = date(debt, "dueDate");
            judge.debt(name, promisedOn, due, PromiseKind.DEBT.pointer() + "/" + debts.size());
            debts.add(promised(PromiseKind.DEBT, debts.size(), submission, promisedOn, due));
        }
        return debts;
    }

    private static List<CaseEntry.Promised> commitments(JsonNode submission, ToleranceJudge judge) {
        List<CaseEntry.Promised> letters = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (JsonNode letter : submission.at(PromiseKind.COMMITMENT.pointer())) {
            String name = CaseEntries.text(letter, "materialName");
            LocalDate signedOn = date(letter, "signDate");
            LocalDate due = judge.commitment(name, signedOn, PromiseKind.COMMITMENT.pointer() + "/" + letters.size());
            named.add(PlainName.of(name));
            letters.add(promised(PromiseKind.COMMITMENT, letters.size(), submission, signedOn, due));
        }
        int at = 0;
        for (JsonNode material : submission.path("materials")) {
            boolean committed = material.path("getType").asText().equals(COMMITTED);
            if (committed && !named.contains(PlainName.of(material.path("name").asText()))) {
                judge.letterMissing("/materials/" + at);
            }
            at++;
        }
        return letters;
    }

    private static CaseEntry.Promised promised(
            PromiseKind kind, int place, JsonNode submission, LocalDate promisedOn, LocalDate due) {
        PromiseFacts facts = PromiseFacts.of(submission, kind, place);
        return new CaseEntry.Promised(kind, place, idOf(facts.materialName(), submission), promisedOn, due, facts);
    }

    private static String idOf(String name, JsonNode submission) {
        for (JsonNode material : submission.path("materials")) {
            if (PlainName.of(material.path("name").asText()).equals(PlainName.of(name))) {
                return material.path("materialId").asText("");
            }
        }
        return "";
    }

    private static LocalDate date(JsonNode node, String field) {
        try {
            return LocalDate.parse(CaseEntries.text(node, field));
        } catch (DateTimeException e) {
            throw new HubException(ErrorCode.MAPPING_FAILED, "canonical field " + field);
        }
    }
}
