package cn.tongban.hub.replay;

import java.util.List;

/** Recorded traffic, page by page. Read by one thread; the bytes of a page may be opened by others. */
interface Traffic extends AutoCloseable {
    /** The next pieces; empty when there are no more. */
    List<Recorded> next();

    @Override
    default void close() {}
}
