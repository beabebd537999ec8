package cn.tongban.hub.catalogue;

/** Whether an item may be handed in. */
public enum ItemState {
    /** 在用 */
    IN_USE,
    /** 暂停 */
    PAUSED,
    /** 取消; still readable */
    WITHDRAWN,
    /** None of its versions applies yet. */
    NOT_YET;

    /** Key of its word in the message files. */
    public String labelKey() {
        return "item.state." + name();
    }
}
