package cn.tongban.hub.source;

/** Reads one outside source, as the only one in the cluster, for as long as its term lasts. */
@FunctionalInterface
public interface SourceAdapter {
    /**
     * Reads until the thread is interrupted or the term is over, whichever it notices first. Whatever it returns or
     * throws, it has let go of the outside system by then, and the hub stands for election again after a pause.
     *
     * @throws TermOver when another reader has taken over
     */
    void run(Term term) throws InterruptedException;
}
