package cn.tongban.hub.source;

/** Another reader has taken over, or the hub's database cannot be asked: stop reading, hand over nothing more. */
public final class TermOver extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TermOver(String source, long epoch) {
        super("source " + source + ": the term " + epoch + " is over");
    }
}
