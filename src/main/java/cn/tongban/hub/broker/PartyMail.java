package cn.tongban.hub.broker;

import java.nio.charset.StandardCharsets;

/**
 * A document of the hub for a party's queue, or for a topic. These fields are all that travels beside the body.
 *
 * @param address the queue, or the topic
 * @param id by which the receiver knows a repeat
 * @param type what the document is, for example {@code case.submitted}
 * @param body text in UTF-8
 * @param regarding key or message id of the party's own message that this answers, empty for none
 */
public record PartyMail(
        String address, boolean topic, String id, String type, String caseNo, String contentType, byte[] body,
        String regarding) {
    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "PartyMail[" + address + " " + type + ", " + body.length + " bytes]";
    }
}
