package cn.tongban.hub.soap;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.time.Clock;
import java.util.function.Predicate;

/**
 * Who must have signed what a partner answers.
 *
 * @param firstUse true exactly once for each text, on all nodes together
 */
record AnswerProof(Certificates partner, Predicate<String> firstUse, Clock clock) {
    /** @throws HubException SIGNATURE_WRONG when another one signed, NONCE_REPLAYED when the same answer came before */
    void check(SignedBody signed) {
        if (!partner.has(signed.certificate())) {
            throw Callers.refused(ErrorCode.SIGNATURE_WRONG, "not the certificate of the partner");
        }
        if (!firstUse.test(partner.connector() + "/answer/" + signed.nonce())) {
            throw Callers.refused(ErrorCode.NONCE_REPLAYED, "this answer came before");
        }
    }
}
