package cn.tongban.sandbox.record;

import cn.tongban.sandbox.wire.Reply;
import cn.tongban.sandbox.wire.WireRequest;

/**
 * One raw request with all that was done about it.
 *
 * @param signature ok, missing, wrong, stale, replayed, or unchecked
 * @param fault the fault that was applied, empty for none
 * @param reply the answer as meant, with the manner in which it leaves
 */
public record RawEntry(WireRequest request, String signature, Finding finding, String fault, Reply reply) {}
