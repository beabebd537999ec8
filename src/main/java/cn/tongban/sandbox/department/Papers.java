package cn.tongban.sandbox.department;

import cn.tongban.sandbox.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Writes a bureau's messages by the contract, or wrongly on purpose. */
final class Papers {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String[] FORGED = {"CAmelFileName", "CamelHttpUri", "camelHttpMethod", "party", "connector"};

    private final Clock clock;

    Papers(Clock clock) {
        this.clock = clock;
    }

    /** @param given fields that replace the usual ones */
    ObjectNode step(String stepId, String caseNo, String status, JsonNode given) {
        ObjectNode step = Json.object().put("stepId", stepId).put("caseNo", caseNo).put("status", status);
        step.put("at", now()).put("handler", "测试承办人").put("department", "承办部门(示例)");
        if (status.equals("decided") || status.equals("closed")) {
            step.put("result", "granted");
        }
        given.properties().forEach(field -> step.set(field.getKey(), field.getValue()));
        return step;
    }

    ObjectNode answer(String caseNo, String takeBackId, String answer) {
        return Json.object().put("takeBackId", takeBackId).put("caseNo", caseNo).put("answer", answer).put("at", now());
    }

    private String now() {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                OffsetDateTime.now(clock.withZone(ZONE)).truncatedTo(ChronoUnit.SECONDS));
    }

    /** @param form text, bytes, malformed, object, or forged (with names that steer other programs) */
    Message message(Session session, String form, String type, String key, JsonNode body) throws JMSException {
        byte[] bytes = Json.write(body);
        String text = new String(bytes, StandardCharsets.UTF_8);
        Message message = switch (form) {
            case "bytes" -> bytes(session, bytes);
            case "malformed" -> session.createTextMessage(text.substring(0, text.length() / 2));
            case "object" -> session.createObjectMessage(text);
            default -> session.createTextMessage(text);
        };
        message.setStringProperty("type", type);
        message.setStringProperty("idempotencyKey", key);
        if (form.equals("forged")) {
            for (String name : FORGED) {
                message.setStringProperty(name, "construction-bureau");
            }
        }
        return message;
    }

    private static BytesMessage bytes(Session session, byte[] body) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(body);
        return message;
    }
}
