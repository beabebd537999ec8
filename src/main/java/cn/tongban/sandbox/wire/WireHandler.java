package cn.tongban.sandbox.wire;

import java.util.Optional;

/** Answers one request on the thread of its connection; called by many threads at once, also with incomplete requests. */
public interface WireHandler {
    Reply handle(WireRequest request);

    /** Where the file goes that comes with such a request; empty when its body is to be held in memory. */
    default Optional<FileSink> sink(String method, String target) {
        return Optional.empty();
    }
}
