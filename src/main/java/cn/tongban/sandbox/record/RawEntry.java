package cn.tongban.sandbox.record;

import cn.tongban.sandbox.wire.Reply;
import cn.tongban.sandbox.wire.WireRequest;

/**
 * One raw request with all that was done about it.
 *
 * @param signature ok, missing, wrong, stale, replayed, or unchecked
 * @param fault the fault that was applied, empty for none
 * @param reply the answer as meant, with the manner in which it leaves
 * @param further the entry is one more of a list whose first has an entry of its own
 */
public record RawEntry(
        WireRequest request, String signature, Finding finding, String fault, Reply reply, boolean further) {
    public RawEntry(WireRequest request, String signature, Finding finding, String fault, Reply reply) {
        this(request, signature, finding, fault, reply, false);
    }
}
