package cn.tongban.hub.alert;

/** Messages of one type from one connector, by whatever door or source they come. */
public record Flow(String connector, String type) {
    /** As alerts name it. */
    public String subject() {
        return connector + ' ' + type;
    }
}
