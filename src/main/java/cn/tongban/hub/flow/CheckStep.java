package cn.tongban.hub.flow;

/**
 * One step of a connection test.
 *
 * @param name stable, for programs: name, tcp, proxy, tls, login, clock, or what another check calls its own
 * @param zh what was found and, if need be, what to do
 * @param en the same in English
 */
public record CheckStep(String name, Verdict verdict, String zh, String en, long millis) {
    /** How a step ended. */
    public enum Verdict { OK, WARNING, FAILED, SKIPPED }

    public static CheckStep skipped(String name, String zh, String en) {
        return new CheckStep(name, Verdict.SKIPPED, zh, en, 0);
    }
}
