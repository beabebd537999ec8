package cn.tongban.sandbox.postal;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.wire.Header;
import cn.tongban.sandbox.wire.WireAnswer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The form of every answer: HTTP 200 whatever it says, and the body a string within the document. */
final class Answers {
    private static final List<Header> JSON = List.of(new Header("Content-Type", "application/json;charset=UTF-8"));
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private static final DateTimeFormatter SERIAL = DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS");

    private final Clock clock;
    private final AtomicLong serials = new AtomicLong();

    Answers(Clock clock) {
        this.clock = clock;
    }

    WireAnswer of(RetCode code, JsonNode retBody) {
        ObjectNode answer = Json.object()
                .put("retCode", code.code())
                .put("retMsg", code.message())
                .put("retBody", code == RetCode.OK ? new String(Json.write(retBody), StandardCharsets.UTF_8) : "")
                .put("retDate", text(now()))
                .put("serialNo", serialNo())
                .put("success", code == RetCode.OK);
        return new WireAnswer(200, JSON, Json.write(answer));
    }

    /** Unique in a run and over restarts: the time is in it. */
    String serialNo() {
        String time = SERIAL.format(LocalDateTime.now(clock.withZone(ZONE)));
        return time + "%06d".formatted(serials.incrementAndGet() % 1_000_000);
    }

    LocalDateTime now() {
        return LocalDateTime.now(clock.withZone(ZONE)).truncatedTo(ChronoUnit.SECONDS);
    }

    static String text(LocalDateTime time) {
        return TIME.format(time);
    }

    /** Empty for a text that is no time: an event may be told with one on purpose. */
    static Optional<LocalDateTime> time(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, TIME));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
