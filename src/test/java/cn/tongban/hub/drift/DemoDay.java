package cn.tongban.hub.drift;

import cn.tongban.hub.flow.Sighting;
import cn.tongban.hub.flow.Sighting.Side;
import cn.tongban.hub.support.HubException;
import cn.tongban.sandbox.citywindow.SyntheticCase;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Documents as the desks, platforms and departments of the demo send and answer them, with everything optional now there
 * and now not, other habits at night and at the weekend, and cases that come in bunches.
 */
final class DemoDay {
    static final Stream CASES = new Stream("city-window", Side.SENT, "city-window/case-submission", "");
    static final Stream STEPS = new Stream("city-platform", Side.SENT, "city-platform/step", "");
    static final Stream ROWS = new Stream("district-platform", Side.SENT, "district-platform/process-row", "");
    static final Stream BUREAU = new Stream("department.market-bureau", Side.SENT, "department/step", "");
    static final Stream ANSWERS = new Stream("city-platform", Side.ANSWERED, "city-platform/answer-to-receipt",
            "case-forwarding.submit 200");
    static final List<Stream> ALL = List.of(CASES, STEPS, ROWS, BUREAU, ANSWERS);

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final List<String> LIFE = List.of("07", "10", "11", "12", "13");
    private static final List<String> EVENTS = List.of("06", "01", "03", "07", "08", "09");
    private static final List<String> PARTY = List.of("received", "accepted", "in-review", "decided", "closed");

    private final Random random;
    private long number;

    DemoDay(long seed) {
        this.random = new Random(seed);
    }

    Sighting next(Stream stream, Instant at) {
        return sighting(stream, document(stream, at), at, null);
    }

    Sighting sighting(Stream stream, ObjectNode document, Instant at, @Nullable HubException refused) {
        String message = refused == null
                ? "{\"messageId\":\"" + new UUID(random.nextLong(), random.nextLong()) + "\"}" : "";
        return new Sighting(stream.counterpart(), stream.side(), stream.subject(), stream.variant(), document, 2000,
                message, refused, at);
    }

    ObjectNode document(Stream stream, Instant at) {
        ZonedDateTime time = at.atZone(ZONE);
        boolean quiet = time.getHour() < 7 || time.getDayOfWeek() == DayOfWeek.SUNDAY;
        if (stream.equals(CASES)) {
            return aCase(time, quiet);
        } else if (stream.equals(STEPS)) {
            return aStep(time, quiet);
        } else if (stream.equals(ROWS)) {
            return aRow(time, quiet);
        } else if (stream.equals(BUREAU)) {
            return aReport(time);
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        return answer.put("code", "200").put("msg", "").put("requestId", uuid()).put("acceptNo", "HZ" + ++number);
    }

    private ObjectNode aCase(ZonedDateTime time, boolean quiet) {
        SyntheticCase made = SyntheticCase.of(++number, time.toOffsetDateTime());
        if (chance(quiet ? 0.6 : 0.2)) {
            made.notAccepted();
        } else if (chance(0.1)) {
            made.tolerating("营业执照复印件", "2026-04-01");
        }
        ObjectNode body = made.document();
        // Bunches: the same window for some cases in a row.
        body.withObject("/window").put("code", "HT-0" + (number / 7 * 31 % 10 < (quiet ? 5 : 3) ? 2 : 1 + number / 5 % 3));
        if (chance(0.1)) {
            body.remove("contact");
        }
        if (chance(quiet ? 0.1 : 0.4)) {
            body.withObject("/applicant").put("type", "1").put("certType", "111").put("certNo", "610702190001010011")
                    .remove("legalName");
        }
        ArrayNode papers = (ArrayNode) body.get("materials");
        for (int i = papers.size() - 1; i > 1; i--) {
            if (chance(0.3)) {
                papers.remove(i);
            } else if (chance(0.3)) {
                ((ObjectNode) papers.get(i)).put("getType", "" + (1 + random.nextInt(7))).put("need", "" + (1 + random.nextInt(3)));
            }
        }
        return body;
    }

    private ObjectNode aStep(ZonedDateTime time, boolean quiet) {
        String status = LIFE.get((int) (++number / (quiet ? 20 : 1) % LIFE.size()));
        ObjectNode step = JsonNodeFactory.instance.objectNode();
        step.put("stepId", "ST" + uuid().substring(0, 22)).put("projNo", SyntheticCase.caseNo(number)).put("status", status);
        step.put("statusTime", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.withNano(0)));
        step.put("handler", "测试审批员").put("dept", "汉中市行政审批服务局(示例)").put("opinion", "同意");
        if (status.equals("10") || status.equals("11")) {
            step.put("resultCode", chance(0.95) ? "0" : "1");
        }
        if (status.equals("12")) {
            step.put("certNo", "JY-TEST-0001");
        }
        return step;
    }

    private ObjectNode aRow(ZonedDateTime time, boolean quiet) {
        String event = EVENTS.get(random.nextInt(quiet ? 3 : EVENTS.size()));
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("row_guid", uuid().replace("-", "")).put("project_no", SyntheticCase.caseNo(++number));
        row.put("process_name", "审核").put("event_name", chance(0.03) ? null : event);
        row.put("event_start_time", TEXT.format(time));
        row.put("event_end_time", event.equals("06") || event.equals("03") ? null : TEXT.format(time));
        row.put("handle_user_name", "测试承办员").put("handle_explain", chance(0.5) ? "同意" : null);
        row.putNull("remark").put("cd_operation", chance(0.1) ? "U" : "I");
        row.put("cd_batch", "20260316" + String.format("%05d", number % 100_000)).put("cd_time", STAMP.format(time));
        row.put("create_time", STAMP.format(time)).put("update_time", STAMP.format(time)).put("version", "1");
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("table", "up_pro_process").put("op", row.path("cd_operation").asText().equals("U") ? "u" : "c");
        document.set("row", row);
        return document;
    }

    private ObjectNode aReport(ZonedDateTime time) {
        String status = PARTY.get(random.nextInt(PARTY.size()));
        ObjectNode step = JsonNodeFactory.instance.objectNode();
        step.put("stepId", "S" + ++number).put("caseNo", SyntheticCase.caseNo(number)).put("status", status);
        step.put("at", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.withNano(0)));
        step.put("handler", "测试承办人").put("department", "承办部门(示例)");
        if (status.equals("decided") || status.equals("closed")) {
            step.put("result", "granted");
        }
        return step;
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
