package cn.tongban.hub.cli;

import cn.tongban.hub.support.Texts;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.MissingResourceException;

/** How answers of the API look on a terminal: times in Shanghai, states as words. */
final class Screen {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    private static final int DIGEST_SHOWN = 12;

    private Screen() {}

    static String time(JsonNode at) {
        return at.isTextual() ? SECOND.format(Instant.parse(at.asText())) : "-";
    }

    static String text(JsonNode value) {
        String text = value.isNull() || value.isMissingNode() ? "" : value.asText();
        return text.isEmpty() ? "-" : text;
    }

    /** The Chinese word of a case state, a result or the like; the name itself if there is none. */
    static String word(String group, JsonNode name) {
        if (!name.isTextual()) {
            return "-";
        }
        try {
            return Texts.of(
                    Texts.ZH, group + "." + name.asText().toLowerCase(Locale.ROOT).replace('_', '-'));
        } catch (MissingResourceException e) {
            return name.asText();
        }
    }

    static String light(JsonNode name) {
        String shape =
                switch (name.asText()) {
                    case "GOOD" -> "●";
                    case "WAITING" -> "◌";
                    case "CARE" -> "▲";
                    default -> "■";
                };
        return shape + " " + word("light", name);
    }

    /** Enough of a digest to know a bundle by; every command takes it. */
    static String bundle(String digest) {
        return digest.substring(0, Math.min(digest.length(), DIGEST_SHOWN));
    }

    static String bundle(JsonNode digest) {
        return bundle(text(digest));
    }

    static void deliveries(PrintWriter out, JsonNode rows) {
        TextTable table = new TextTable(
                "接收时间 RECORDED", "送往 TO", "状态 STATE", "原因 CODE", "办件 CASE", "版本 BUNDLE", "投递 DELIVERY");
        rows.forEach(d -> table.row(
                time(d.path("recordedAt")),
                text(d.path("destination")),
                word("delivery.state", d.path("state")),
                text(d.path("code")),
                text(d.path("caseNo")),
                bundle(d.path("bundle")),
                text(d.path("id"))));
        table.print(out);
    }

    /** The line of one that a person decided about. */
    static void oneDelivery(PrintWriter out, JsonNode row) {
        deliveries(out, Output.MAPPER.createArrayNode().add(row));
    }

    static void delivery(PrintWriter out, JsonNode detail) {
        JsonNode d = detail.path("delivery");
        out.println(text(d.path("id")) + "  " + word("delivery.state", d.path("state")) + "  -> "
                + text(d.path("destination")) + "  " + text(d.path("type")));
        out.println("  办件 case " + text(d.path("caseNo")) + "  消息 message " + text(d.path("messageId"))
                + "  回执 receipt " + text(d.path("receiptNo")));
        if (!text(d.path("code")).equals("-")) {
            out.println("  原因 why " + text(d.path("code")) + "  " + text(d.path("reason")));
        }
        TextTable table = new TextTable("  时间 AT", "动作 WHAT", "结果 OUTCOME", "原因 CODE", "由 BY", "版本 BUNDLE", "毫秒 MS", "说明 REASON");
        detail.path("hops").forEach(h -> table.row(
                "  " + time(h.path("at")),
                text(h.path("kind")),
                text(h.path("outcome")),
                text(h.path("code")),
                text(h.path("actor")),
                bundle(h.path("bundle")),
                text(h.path("millis")),
                text(h.path("reason"))));
        table.print(out);
    }
}
