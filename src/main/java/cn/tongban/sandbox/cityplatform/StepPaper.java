package cn.tongban.sandbox.cityplatform;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.crypto.Nonces;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Writes steps the way the platform words them. */
final class StepPaper {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    /** Steps planned together lie one second apart; they begin this long ago so that none lies in the future. */
    private static final int BACK_SECONDS = 60;

    private final Clock clock;
    private final AtomicLong lastSecond = new AtomicLong();

    StepPaper(Clock clock) {
        this.clock = clock;
    }

    /** One step for itself; its time is later than that of every such step before. */
    Step write(String caseNo, JsonNode wish) {
        long now = clock.instant().getEpochSecond();
        return write(caseNo, (int) (lastSecond.updateAndGet(last -> Math.max(last + 1, now)) - now), wish);
    }

    /**
     * A step as a caller wishes it: {@code status} and, where not left to the platform, stepId, statusTime, handler,
     * dept, opinion, resultCode, certNo.
     *
     * @param n place among the steps planned together, from 0
     */
    Step write(String caseNo, int n, JsonNode wish) {
        String status = wish.path("status").asText();
        String stepId = wish.path("stepId").asText("ST" + Nonces.fresh().substring(0, 22));
        ObjectNode body = Json.object().put("stepId", stepId).put("projNo", caseNo).put("status", status);
        body.put("statusTime", wish.path("statusTime").asText(time(n)));
        body.put("handler", wish.path("handler").asText("测试审批员"));
        body.put("dept", wish.path("dept").asText("汉中市行政审批服务局(示例)"));
        body.put("opinion", wish.path("opinion").asText("同意"));
        if (status.equals("10") || status.equals("11")) {
            body.put("resultCode", wish.path("resultCode").asText("0"));
        }
        if (wish.has("certNo") || status.equals("12")) {
            body.put("certNo", wish.path("certNo").asText("JY-TEST-0001"));
        }
        return new Step(stepId, caseNo, Json.write(body));
    }

    /**
     * The answer to a wish to have a case back.
     *
     * @param wish {@code result} 1 or 2 and, where not left to the platform, time, opinion, handler
     */
    Step answer(String caseNo, String takeBackId, JsonNode wish) {
        String result = wish.path("result").asText("1");
        ObjectNode body = Json.object().put("takeBackId", takeBackId).put("projNo", caseNo).put("result", result);
        body.put("time", wish.path("time").asText(time(BACK_SECONDS)));
        body.put("opinion", wish.path("opinion").asText(result.equals("1") ? "同意退回" : "已在办理,不予退回"));
        body.put("handler", wish.path("handler").asText("测试审批员"));
        return new Step("TB" + Nonces.fresh().substring(0, 22), caseNo, Step.TAKE_BACKS, Json.write(body));
    }

    private String time(int n) {
        return OffsetDateTime.now(clock.withZone(ZONE))
                .truncatedTo(ChronoUnit.SECONDS)
                .plusSeconds(n - BACK_SECONDS)
                .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }
}
