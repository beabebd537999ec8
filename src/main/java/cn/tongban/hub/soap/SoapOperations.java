package cn.tongban.hub.soap;

import cn.tongban.hub.connector.VerifiedSender;
import cn.tongban.hub.support.Problem;
import com.fasterxml.jackson.databind.JsonNode;

/** What does the work behind a service. */
@FunctionalInterface
public interface SoapOperations {
    /** How it ended. */
    sealed interface Outcome permits Answered, Refused {}

    /** @param document JSON form of what the answer's element holds */
    record Answered(JsonNode document) implements Outcome {}

    /** The caller gets a fault. */
    record Refused(Problem problem) implements Outcome {}

    /**
     * @param operation its name in the WSDL
     * @param sender proven by WS-Security; its nonce is still to be checked
     * @param payload the element within the body, in UTF-8, attachments put in their places
     */
    Outcome call(String operation, VerifiedSender sender, byte[] payload);
}
