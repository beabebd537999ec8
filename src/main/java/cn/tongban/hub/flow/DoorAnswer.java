package cn.tongban.hub.flow;

import java.util.Map;

/**
 * What a caller gets.
 *
 * @param code what the metrics call it: {@code recorded}, {@code repeated}, {@code answered} or an error code
 */
record DoorAnswer(int status, String mediaType, byte[] body, Map<String, String> headers, String code) {
    static final String JSON = "application/json";

    static DoorAnswer json(int status, byte[] body, String code) {
        return new DoorAnswer(status, JSON, body, Map.of(), code);
    }
}
