package cn.tongban.sandbox.postal;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.crypto.PostalEnvelope;
import cn.tongban.sandbox.wire.WireRequest;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Takes the form apart in the order in which a courier would: fields, customer, envelope, document. */
final class QuestionReader {
    private static final List<String> REQUIRED =
            List.of("apiCode", "senderNo", "authorization", "msgType", "timeStamp", "logitcsInterface");
    private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}");
    private static final String FORM = "application/x-www-form-urlencoded";

    private final String senderNo;
    private final String authorization;
    private final PostalEnvelope envelope;

    QuestionReader(String senderNo, String authorization, PostalEnvelope envelope) {
        this.senderNo = senderNo;
        this.authorization = authorization;
        this.envelope = envelope;
    }

    Question read(WireRequest request) {
        boolean isForm = request.header("Content-Type").toLowerCase(Locale.ROOT).startsWith(FORM);
        Optional<Form> form = isForm ? Form.of(request.body()) : Optional.empty();
        return form.map(this::read).orElseGet(() -> Question.refused(Optional.empty(), RetCode.FORM));
    }

    private Question read(Form form) {
        Optional<Api> api = Api.of(form.get("apiCode"));
        RetCode problem = problem(form, api);
        if (problem != RetCode.OK) {
            return Question.refused(api, problem);
        }
        Optional<JsonNode> document = envelope.open(form.get("logitcsInterface")).map(QuestionReader::json);
        return document.map(body -> new Question(api, fits(api, body) ? RetCode.OK : RetCode.BODY, body))
                .orElseGet(() -> Question.refused(api, RetCode.ENVELOPE));
    }

    private RetCode problem(Form form, Optional<Api> api) {
        boolean complete = REQUIRED.stream().noneMatch(name -> form.get(name).isEmpty());
        if (!complete || !form.get("msgType").equals("0") || !TIME.matcher(form.get("timeStamp")).matches()) {
            return RetCode.FORM;
        }
        if (api.isEmpty()) {
            return RetCode.API_UNKNOWN;
        }
        if (!form.get("senderNo").equals(senderNo)) {
            return RetCode.SENDER;
        }
        return form.get("authorization").equals(authorization) ? RetCode.OK : RetCode.AUTHORIZATION;
    }

    /** In UTF-8 or not at all: GBK in an envelope is no document. */
    private static JsonNode json(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean utf8 = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
        return Json.read(utf8 ? bytes : new byte[0]);
    }

    private static boolean fits(Optional<Api> api, JsonNode body) {
        boolean list = api.filter(one -> one == Api.ORDER || one == Api.SPLIT).isPresent();
        return list ? body.isArray() && !body.isEmpty() : body.isObject();
    }
}
