package cn.tongban.hub.cases;

import java.util.Locale;

/** What was decided, or how a case ended without a decision. */
public enum CaseResult {
    GRANTED,
    REFUSED,
    WITHDRAWN,
    TERMINATED,
    /** 作废办结 */
    VOID,
    /** 转报办结 */
    TRANSFERRED;

    /** Key of the label in the message files. */
    public String labelKey() {
        return "case.result." + name().toLowerCase(Locale.ROOT);
    }
}
