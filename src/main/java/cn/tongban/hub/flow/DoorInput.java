package cn.tongban.hub.flow;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request as it came to the doors, before anything of it is trusted. */
interface DoorInput {
    String method();

    /** As on the request line, without the query. */
    String rawPath();

    @Nullable String query();

    /** Every value of a header, in the order in which they came. */
    List<String> headers(String name);

    /** Announced bytes, negative when the sender did not say. */
    long length();

    InputStream body() throws IOException;
}
