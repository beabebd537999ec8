package cn.tongban.hub.bulk;

import cn.tongban.hub.delivery.DeliveryRow;

/** Knows what a document must be like and what would become of it; whoever has the bundle at work plays this part. */
public interface Mender {
    /** What became, or would become, of one. */
    enum Kind {
        PASSES,
        FAILS,
        /** The condition does not hold, or there is nothing to change. */
        LEFT
    }

    /**
     * @param code why it fails: an error code; empty otherwise
     * @param pointer where in the document, empty when nobody can say
     * @param rule what was violated there
     */
    record Verdict(Kind kind, String code, String pointer, String rule) {
        public static Verdict of(Kind kind) {
            return new Verdict(kind, "", "", "");
        }
    }

    /**
     * Changes nothing.
     *
     * @throws cn.tongban.hub.support.HubException OVERLOADED when others are at it; then later
     */
    Verdict look(DeliveryRow row, FieldPatch patch);

    /** Corrects it, on record for who asked for the task, and sends it again, if it passes; else leaves it as it is. */
    Verdict mend(DeliveryRow row, FieldPatch patch, BulkTask task);
}
