package cn.tongban.hub.promise;

/** What is promised. */
public enum PromiseKind {
    /** A material is owed and will be supplied (容缺). */
    DEBT("/acceptance/debts"),
    /** What a letter of commitment says is true (告知承诺). */
    COMMITMENT("/commitments");

    private final String pointer;

    PromiseKind(String pointer) {
        this.pointer = pointer;
    }

    /** Where a canonical submission has them. */
    public String pointer() {
        return pointer;
    }
}
