package cn.tongban.hub.source;

import java.time.Duration;
import java.util.Optional;

/** The time in which this node alone reads a source. Made by the hub; an adapter only asks and reports. */
public interface Term {
    /** Grows with each term of a source, on whatever node. */
    long epoch();

    /** Where the last commit of this or an earlier term left off, read anew each time; empty before the first one. */
    Optional<String> position();

    /**
     * Moves the position, in the transaction of whoever calls: inside the {@code checkpoint} of
     * {@code SourceEntry.handOver}, so that items and position are committed together. Says what is stored, and may be
     * called again with the same value when the transaction is run again.
     *
     * @throws TermOver when the term is not the latest any more; the transaction must not be committed
     */
    void checkpoint(String position);

    /**
     * Does work that must not be cut short half-way, such as handing over: the reader's thread is interrupted before or
     * after it, never within. For any thread; one piece at a time.
     */
    void undisturbed(Runnable work);

    /** False once the term is known to be over. True proves nothing: only a checkpoint does. */
    boolean held();

    /** What the adapter is doing now, for people. */
    void tell(SourceState state);

    /**
     * Something that a person should know: shown, counted and logged once, until it is cleared.
     *
     * @param subject what it is about: a table and column, a slot; never a value of a row
     */
    void raise(SourceAlarm alarm, String subject);

    /** Clears an alarm, whatever its subject. Does nothing when there is none. */
    void clear(SourceAlarm alarm);

    /**
     * How far behind the source this reader is.
     *
     * @param bytes that the other side keeps for us, 0 when it keeps nothing
     */
    void measured(Duration behind, long bytes);
}
