package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.tongban.sandbox.citywindow.DeskClient;
import cn.tongban.sandbox.citywindow.SyntheticCase;
import cn.tongban.sandbox.wire.WireAnswer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What a desk that wants cases back does and sees, and what its case looks like meanwhile. */
final class TakeBackDesk {
    private static final String TIME = "2026-03-16T10:20:00+08:00";

    private final World world;

    TakeBackDesk(World world) {
        this.world = world;
    }

    /** A case that lies with the platform; nobody has claimed it. */
    SyntheticCase forwarded() {
        SyntheticCase made = world.freshCase();
        world.handIn(made);
        await().atMost(World.PATIENCE).until(() -> state(made.caseNo()).equals("FORWARDED"));
        return made;
    }

    /** A case that somebody at the platform works on. */
    SyntheticCase claimed() {
        SyntheticCase made = forwarded();
        world.step(made.caseNo(), "{\"status\":\"07\"}");
        assertThat(state(made.caseNo())).isEqualTo("IN_REVIEW");
        return made;
    }

    void wants(String caseNo, String requestId) {
        WireAnswer answer = wants(caseNo, requestId, "转错部门");
        assertThat(answer.status()).as(answer::bodyText).isEqualTo(202);
    }

    WireAnswer wants(String caseNo, String requestId, String reason) {
        try (DeskClient desk = world.desk()) {
            return desk.takeBack(caseNo, requestId, reason, TIME);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void handsInAgain(SyntheticCase made, int version) {
        made.document().put("version", version);
        world.handIn(made);
    }

    void awaitAsked(String caseNo) {
        await("asked for " + caseNo).atMost(World.PATIENCE)
                .until(() -> !askedFor(caseNo).isEmpty() && world.deliveryState(caseNo, "city-platform").equals("delivered"));
    }

    List<RawRequest> askedFor(String caseNo) {
        return world.platform().requests(request -> request.is("take-back") && request.caseNo().equals(caseNo));
    }

    /** The platform decides about the wish that waits there. */
    void platformDecides(String caseNo, String wish) {
        JsonNode answer = world.platform().command("POST", "cases/" + caseNo + "/take-backs", wish);
        assertThat(answer.path("takeBackId").asText()).as(answer::toString).isNotEmpty();
    }

    /** Waits until the desk was told this many outcomes, and gives them as {@code requestId result}. */
    List<String> told(String caseNo, int count) {
        await(count + " outcomes of " + caseNo).atMost(World.PATIENCE).until(() -> outcomes(caseNo).size() == count);
        return outcomes(caseNo).stream()
                .map(outcome -> outcome.path("requestId").asText() + " " + outcome.path("result").asText())
                .toList();
    }

    List<JsonNode> outcomes(String caseNo) {
        return world.window().requests(request -> request.is("outcome") && request.caseNo().equals(caseNo)
                        && request.effect().equals("told")).stream()
                .map(request -> cn.tongban.sandbox.Json.read(request.body().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .toList();
    }

    String state(String caseNo) {
        return world.database().strings("select state from service_case where case_no = '" + caseNo + "'").get(0);
    }

    String handler(String caseNo) {
        return world.database().strings("select handler from service_case where case_no = '" + caseNo + "'").get(0);
    }

    /** The timeline from its n-th line on, as {@code state decision}. */
    List<String> timeline(String caseNo, int from) {
        return world.database().strings("select state || ' ' || decision from case_step where case_no = '" + caseNo
                + "' and no >= " + from + " order by no");
    }

    /** How the hub answers a step that the platform sends now. */
    int stepAnswer(String caseNo, String wish) {
        return world.platform().command("POST", "cases/" + caseNo + "/steps", wish).path("status").asInt();
    }
}
