package cn.tongban.sandbox.postal;

import java.util.Arrays;
import java.util.Optional;

/** What the courier can be asked for. */
enum Api {
    ORDER("020003", "order"),
    CANCEL("020006", "cancel"),
    LABEL("010004", "label"),
    TRACK("040001", "track"),
    SPLIT("060001", "split"),
    REACH("060002", "reach"),
    POSTAGE("050005", "postage"),
    /** An assumption: the published list has no query by the customer's own number, and without one nobody can ask again. */
    PROBE("020090", "probe");

    private final String code;
    private final String operation;

    Api(String code, String operation) {
        this.code = code;
        this.operation = operation;
    }

    /** The name in the raw record and in fault rules. */
    String operation() {
        return operation;
    }

    static Optional<Api> of(String code) {
        return Arrays.stream(values()).filter(api -> api.code.equals(code)).findFirst();
    }
}
