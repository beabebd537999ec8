package cn.tongban.sandbox.wire;

/** Takes the bytes of a file while they arrive; nobody keeps them. */
public interface FileSink {
    void write(byte[] bytes, int offset, int length);

    /** What came; asked for once. */
    WireFile finish();
}
