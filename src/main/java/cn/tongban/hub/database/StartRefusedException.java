package cn.tongban.hub.database;

/** The hub can't start here; the message says why and {@link #action()} what a person can do about it. */
public final class StartRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String action;

    public StartRefusedException(String reason, String action) {
        super(reason);
        this.action = action;
    }

    public StartRefusedException(String reason, String action, Throwable cause) {
        super(reason, cause);
        this.action = action;
    }

    /** One sentence that tells the reader of the console what to do. */
    public String action() {
        return action;
    }
}
