package cn.tongban.sandbox.wire;

/** Answers one request on the thread of its connection; called by many threads at once, also with incomplete requests. */
public interface WireHandler {
    Reply handle(WireRequest request);
}
