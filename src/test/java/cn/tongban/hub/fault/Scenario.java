package cn.tongban.hub.fault;

/** What happens between the hub and a partner, in the words of the contract suite. */
enum Scenario {
    HAPPY_PATH(false),
    SLOW(true),
    DOWN(false),
    /** Answers that it cannot, for nobody works there now. */
    CLOSED_AT_THE_PARTNER(true),
    /** Closed by an order of the hub's own people. */
    CLOSED_FOR_THE_NIGHT(false),
    ERROR_AFTER_THE_WORK(true),
    LOST_REQUEST(true),
    LOST_ANSWER(true),
    MALFORMED_ANSWER(true),
    ANSWER_IN_WRONG_CHARSET(true),
    EXPIRED_TICKET(true),
    RESTART_WHILE_SENDING(false),
    DUPLICATE(false),
    MALFORMED(false),
    WRONG_SIGNATURE(true),
    WRONG_CHARSET(true),
    RESTART_WHILE_RECEIVING(false);

    private final boolean excusable;

    Scenario(boolean excusable) {
        this.excusable = excusable;
    }

    /** False for what can happen to whatever protocol; where nothing is delivered, nothing is kept for the morning. */
    boolean isExcusable(ConnectorUnderTest connector) {
        return excusable || this == CLOSED_FOR_THE_NIGHT && !connector.delivers();
    }
}
