package cn.tongban.hub.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** A case goes into a department's queue, is claimed and decided by it, and the desk hears of both. */
final class DepartmentCase implements Chapter {
    private static final int CASE = 7;
    private static final int STEPS = 2;

    @Override
    public void tell(Stage stage) {
        String caseNo = stage.cases().marketNumber(CASE);
        long atWindow = stage.rawCount(Stage.WINDOW);
        long atBureau = stage.rawCount(Stage.DEPARTMENT);
        stage.handInWell(stage.cases().ofTheMarketBureau(CASE));
        List<JsonNode> taken = stage.awaitSeen(caseNo + " at the bureau", () -> Optional.of(
                stage.rawRequests(Stage.DEPARTMENT, "submit", caseNo, atBureau)).filter(seen -> !seen.isEmpty()));
        stage.narrator().step("demo.department.taken", caseNo, taken.get(0).path("target").asText());
        stage.lookAtCase(caseNo);
        stage.departmentStep(caseNo, "claimed");
        stage.awaitCase(caseNo, "IN_REVIEW");
        stage.departmentStep(caseNo, "decided");
        stage.awaitCase(caseNo, "DECIDED");
        stage.awaitSeen("steps of " + caseNo + " at the desk", () -> Optional.of(
                stage.rawRequests(Stage.WINDOW, "step", caseNo, atWindow)).filter(seen -> seen.size() >= STEPS));
        stage.narrator().step("demo.department.decided", STEPS);
    }
}
