package cn.tongban.hub.flow;

import java.util.Optional;

/** What the other end of a tried delivery does. */
public sealed interface TrialReply {
    /** An HTTP answer; a broker that keeps a mail says nothing more. */
    record Answer(int status, String contentType, Optional<String> retryAfter, byte[] body) implements TrialReply {
        @Override
        public String toString() {
            return "Answer[" + status + ", " + body.length + " bytes]";
        }
    }

    /** The request left, or may have, and nobody knows what became of it. */
    record Lost() implements TrialReply {}

    /** The request provably did not leave. */
    record Unreachable() implements TrialReply {}
}
