package cn.tongban.hub.cli;

/** Exit codes that scripts rely on. */
final class Exit {
    static final int FINE = 0;
    static final int FOUND = 1;
    static final int USAGE = 2;
    static final int UNREACHABLE = 3;

    private Exit() {}
}
