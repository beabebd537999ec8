package cn.tongban.hub.cli;

/**
 * One answer of the doctor.
 *
 * @param name what was looked at
 * @param state whether it is fine
 * @param zh what was found and what to do
 * @param en the same in English
 */
record Check(String name, State state, String zh, String en) {
    enum State {
        FINE("✓"),
        CARE("▲"),
        BAD("■");

        private final String shape;

        State(String shape) {
            this.shape = shape;
        }

        String shape() {
            return shape;
        }
    }

    static Check fine(String name, String zh, String en) {
        return new Check(name, State.FINE, zh, en);
    }

    static Check care(String name, String zh, String en) {
        return new Check(name, State.CARE, zh, en);
    }

    static Check bad(String name, String zh, String en) {
        return new Check(name, State.BAD, zh, en);
    }
}
