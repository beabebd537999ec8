package cn.tongban.sandbox.wire;

/** Where a simulated system is reached, or reaches out: what can be switched off and on. */
public interface Listener {
    void up();

    void down();

    boolean isUp();

    /** 0 for one that listens nowhere itself. */
    int port();

    int openConnections();

    /** Cuts every open connection. */
    void dropConnections();
}
