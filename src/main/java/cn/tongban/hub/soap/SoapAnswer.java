package cn.tongban.hub.soap;

import cn.tongban.hub.support.Problem;
import java.util.Optional;

/**
 * An envelope for a caller.
 *
 * @param problem what the caller is told, when the answer is a fault of the hub's own
 */
public record SoapAnswer(int status, String contentType, byte[] body, Optional<Problem> problem) {
    @Override
    public String toString() {
        return "SoapAnswer[" + status + ", " + body.length + " bytes]";
    }
}
