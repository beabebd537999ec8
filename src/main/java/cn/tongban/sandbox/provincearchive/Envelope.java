package cn.tongban.sandbox.provincearchive;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.crypto.Sm2Key;
import cn.tongban.sandbox.crypto.Verdict;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Opens {@code {"txnCommCom":{},"txnBodyCom":{appMark,time,sign,params}}} and says what it thinks of it. */
final class Envelope {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final Sm2Key key;
    private final String appMark;
    private final String appWord;
    private final Clock clock;

    Envelope(Sm2Key key, String appMark, String appWord, Clock clock) {
        this.key = key;
        this.appMark = appMark;
        this.appWord = appWord;
        this.clock = clock;
    }

    Opened open(byte[] bytes) {
        JsonNode body = Json.read(bytes).path("txnBodyCom");
        String sign = body.path("sign").asText("");
        JsonNode row = key.open(body.path("params").asText("")).map(Json::read).map(list -> list.path(0))
                .orElse(MissingNode.getInstance());
        return new Opened(verdict(body, sign), sign, row);
    }

    private Verdict verdict(JsonNode body, String sign) {
        String time = body.path("time").asText("");
        if (sign.isEmpty() || time.isEmpty()) {
            return Verdict.MISSING;
        }
        Optional<String> said = key.open(sign).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        boolean right = said.isPresent() && said.get().equals(time + appMark + appWord)
                && body.path("appMark").asText().equals(appMark);
        boolean readable = body.path("params").isMissingNode() || key.open(body.path("params").asText("")).isPresent();
        if (!right || !readable) {
            return Verdict.WRONG;
        }
        return isNow(time) ? Verdict.OK : Verdict.STALE;
    }

    private boolean isNow(String time) {
        try {
            Duration off = Duration.between(LocalDateTime.parse(time, TIME).atZone(ZONE).toInstant(), clock.instant()).abs();
            return off.compareTo(WINDOW) <= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
