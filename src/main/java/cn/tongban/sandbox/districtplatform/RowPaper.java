package cn.tongban.sandbox.districtplatform;

import cn.tongban.sandbox.crypto.Nonces;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes rows the way the platform words them. */
final class RowPaper {
    /** Event of a node that somebody works on. */
    static final String CLAIMED = "06";

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    /** Rows planned together lie one second apart; they begin this long ago so that none lies in the future. */
    private static final int BACK_SECONDS = 60;

    private final Clock clock;

    RowPaper(Clock clock) {
        this.clock = clock;
    }

    /**
     * A row as a caller wishes it: {@code table} and columns, or {@code step}, the name of something that the platform
     * does, whose row is made here; columns beside it win.
     *
     * @param n place among the rows planned together, from 0
     * @param document the case as it was handed down, missing for one of the platform's own
     */
    Row write(String caseNo, int n, JsonNode wish, JsonNode document) {
        String step = wish.path("step").asText("");
        Map<String, String> values = step.isEmpty() ? new LinkedHashMap<>() : made(step, time(n), document);
        wish.fields().forEachRemaining(field -> {
            if (!field.getKey().equals("step") && !field.getKey().equals("table") && !field.getKey().equals("row_guid")) {
                values.put(field.getKey(), field.getValue().isNull() ? null : field.getValue().asText());
            }
        });
        String guid = wish.path("row_guid").asText("special".equals(step) || "special-end".equals(step)
                ? "S-" + Integer.toHexString(caseNo.hashCode())
                : Nonces.fresh());
        return new Row(wish.path("table").asText(table(step)), guid, caseNo, values);
    }

    private static String table(String step) {
        return switch (step) {
            case "accept" -> "accept";
            case "special", "special-end" -> "special-procedure";
            case "result" -> "result";
            default -> "process";
        };
    }

    private Map<String, String> made(String step, String at, JsonNode document) {
        Map<String, String> row = new LinkedHashMap<>();
        switch (step) {
            case "accept" -> accept(row, at, document);
            case "claim" -> process(row, "承办", CLAIMED, at, null);
            case "review" -> process(row, "审核", "01", at, at);
            case "correction" -> process(row, "补正", "03", at, null);
            case "close" -> process(row, "办结", "07", at, at);
            case "issue" -> process(row, "制证", "08", at, at);
            case "deliver" -> process(row, "送达", "09", at, at);
            case "given-back" -> process(row, "退回转办", "90", at, at);
            case "not-given-back" -> process(row, "不同意撤回", "91", at, at);
            case "special", "special-end" -> {
                row.put("special_type", "2");
                row.put("special_name", "现场核查");
                row.put("special_time", at);
                row.put("end_time", step.equals("special") ? null : at);
                row.put("handle_user", "测试承办员");
            }
            case "result" -> {
                row.put("result_type", "0");
                row.put("result_date", at);
                row.put("result_explain", "准予");
                row.put("result_cetr_name", "营业执照");
                row.put("result_cetr_no", "QZ-TEST-0001");
                row.put("handle_user_name", "测试承办员");
            }
            default -> throw new IllegalArgumentException("the platform has no step " + step);
        }
        return row;
    }

    private static void process(Map<String, String> row, String name, String event, String start, @Nullable String end) {
        row.put("process_name", name);
        row.put("event_name", event);
        row.put("event_start_time", start);
        row.put("event_end_time", end);
        row.put("handle_user_name", "测试承办员");
        row.put("handle_explain", "同意");
    }

    /** From the document, with the window's own acceptance where there was one. */
    private static void accept(Map<String, String> row, String at, JsonNode document) {
        row.put("project_name", text(document, "/projectName"));
        row.put("catalog_code", text(document, "/catalogCode"));
        row.put("task_code", text(document, "/taskCode"));
        row.put("task_name", text(document, "/taskName"));
        row.put("org_name", "汉中经开区市场监管分局(示例)");
        row.put("applyer_name", text(document, "/applyerName"));
        row.put("applyer_type", text(document, "/applyerType"));
        row.put("applyer_page_type", text(document, "/applyerPageType"));
        row.put("applyer_page_code", text(document, "/applyerPageCode"));
        row.put("legal", text(document, "/legal"));
        row.put("contact_name", text(document, "/contact/contactName"));
        row.put("contact_type", text(document, "/contact/contactType"));
        row.put("contact_code", text(document, "/contact/contactCode"));
        row.put("contact_mobile", text(document, "/contact/contactMobile"));
        row.put("address", text(document, "/contact/address"));
        row.put("apply_date", local(document.at("/applyDate"), at));
        row.put("accept_date", local(document.at("/accept/acceptDate"), at));
        row.put("handle_user_name", "测试受理员");
    }

    private static @Nullable String text(JsonNode document, String pointer) {
        return document.at(pointer).isTextual() ? document.at(pointer).asText() : null;
    }

    private static String local(JsonNode time, String otherwise) {
        return time.isTextual()
                ? OffsetDateTime.parse(time.asText()).atZoneSameInstant(ZONE).format(TEXT)
                : otherwise;
    }

    private String time(int n) {
        return LocalDateTime.now(clock.withZone(ZONE))
                .truncatedTo(ChronoUnit.SECONDS)
                .plusSeconds(n - BACK_SECONDS)
                .format(TEXT);
    }
}
