package cn.tongban.hub.alert;

/** A notice did not go out; the message is a status or the name of a failure, never an address or an answer. */
final class NotSentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotSentException(String why) {
        super(why);
    }
}
