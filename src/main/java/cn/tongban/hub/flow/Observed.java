package cn.tongban.hub.flow;

/** Hears of every document that a counterpart sent or answered, when its message is through. Decides nothing. */
@FunctionalInterface
public interface Observed {
    /** For bundles that nobody watches. */
    Observed NOBODY = sighting -> {};

    /** Called on the thread of the message: must return at once, may drop, must not throw. */
    void seen(Sighting sighting);
}
