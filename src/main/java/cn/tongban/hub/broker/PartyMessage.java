package cn.tongban.hub.broker;

/**
 * What a party put into its queue. Whose it is the queue says, never the message; of its properties only these are read.
 *
 * @param party id of the party
 * @param id the sender's message id, empty if it gave none
 * @param key the property {@code idempotencyKey}, empty if it gave none
 * @param type the property {@code type}, empty if it gave none
 * @param contentType the property {@code contentType}, empty if it gave none
 * @param body as sent, text in UTF-8; empty for anything but text and bytes, which nobody opens
 */
public record PartyMessage(String party, String id, String key, String type, String contentType, byte[] body) {
    @Override
    public String toString() {
        return "PartyMessage[" + party + ", " + body.length + " bytes]";
    }
}
