package cn.tongban.bench;

import java.io.IOException;

/** Something that takes cases at a door and, unless it is only a floor, brings them to the receiver. */
interface Subject extends AutoCloseable {
    String name();

    /** The port of its door. */
    int port();

    /** Key with which the requests are signed; anything when nobody checks. */
    String secret();

    /** False for a floor, which only keeps what it takes. */
    boolean delivers();

    /** How many different cases have reached the destination so far. */
    long delivered() throws IOException;

    @Override
    void close();
}
