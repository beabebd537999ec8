package cn.tongban.hub.flow;

import java.io.Closeable;

/** The way to one partner; a dry run puts a recorder in its place. */
interface Outward extends Closeable {
    /**
     * Sends once and reads the whole answer.
     *
     * @throws cn.tongban.hub.support.HubException DESTINATION_UNREACHABLE: the request provably did not leave;
     *     ANSWER_LOST: it left, or may have; ANSWER_UNREADABLE: the answer is larger than allowed; BUNDLE_INVALID: the
     *     address is not one of this partner's
     */
    OutAnswer send(OutRequest request);
}
