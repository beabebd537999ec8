package cn.tongban.sandbox.postal;

import cn.tongban.sandbox.Json;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * What came of one question.
 *
 * @param retBody goes into the answer as a string of JSON
 * @param effect and receiptNo stand in the raw record; a restart rebuilds the book from them
 */
record Outcome(RetCode code, JsonNode retBody, String effect, String receiptNo, Runnable afterwards) {
    static Outcome told(JsonNode retBody) {
        return new Outcome(RetCode.OK, retBody, "none", "", () -> {});
    }

    static Outcome no(RetCode code) {
        return new Outcome(code, Json.object(), "none", "", () -> {});
    }
}
