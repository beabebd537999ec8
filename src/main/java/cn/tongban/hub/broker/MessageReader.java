package cn.tongban.hub.broker;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;

/** Reads text and bytes and the named properties; an object message is never opened (CVE-2026-40860, CVE-2026-43866). */
final class MessageReader {
    private static final byte[] NOTHING = {};

    private final int mostBytes;

    MessageReader(long mostBytes) {
        this.mostBytes = Math.toIntExact(mostBytes);
    }

    PartyMessage read(String party, Message message) throws JMSException {
        String id = message.getJMSMessageID();
        return new PartyMessage(party, id == null ? "" : id, text(message, "idempotencyKey"), text(message, "type"),
                text(message, "contentType"), body(message));
    }

    private static String text(Message message, String name) throws JMSException {
        return message.getObjectProperty(name) instanceof String text ? text : "";
    }

    private byte[] body(Message message) throws JMSException {
        if (message instanceof TextMessage text) {
            return text.getText() == null ? NOTHING : text.getText().getBytes(StandardCharsets.UTF_8);
        }
        if (message instanceof BytesMessage bytes && bytes.getBodyLength() <= mostBytes) {
            byte[] body = new byte[(int) bytes.getBodyLength()];
            bytes.readBytes(body);
            return body;
        }
        return NOTHING;
    }
}
