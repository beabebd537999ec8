package cn.tongban.hub.backup;

/** A backup or restore that must not go on, with what to do about it in both languages. */
public final class BackupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String zh;

    BackupException(String zh, String en) {
        super(en);
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
