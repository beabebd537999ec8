package cn.tongban.hub.soap;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import jakarta.activation.DataHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.cxf.attachment.AttachmentDeserializer;
import org.apache.cxf.attachment.AttachmentImpl;
import org.apache.cxf.attachment.ByteDataSource;
import org.apache.cxf.message.Attachment;
import org.apache.cxf.message.Message;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Binary content that travels beside an envelope (XOP): put back to the places that name it. */
final class Attachments {
    static final String XOP = "http://www.w3.org/2004/08/xop/include";
    private static final String MOST_PARTS = "100";

    private Attachments() {}

    /** In memory only: what people hand in never lies in a temporary file. Their size has an end, the envelope's. */
    static void limit(Message message, int bytes) {
        message.put(AttachmentDeserializer.ATTACHMENT_MEMORY_THRESHOLD, String.valueOf(bytes + 1));
        message.put(AttachmentDeserializer.ATTACHMENT_MAX_SIZE, String.valueOf(bytes));
        message.put(AttachmentDeserializer.ATTACHMENT_MAX_COUNT, MOST_PARTS);
        // A signature is checked over what the envelope means, which is with the bytes in their places.
        message.put(Message.MTOM_ENABLED, Boolean.TRUE);
    }

    /** Reads them all, behind the envelope: CXF would leave them in a stream that ends with its work. */
    static void read(Message message) throws IOException {
        Map<String, byte[]> beside = new HashMap<>();
        if (message.getAttachments() != null) {
            for (Attachment attachment : message.getAttachments()) {
                try (InputStream in = attachment.getDataHandler().getInputStream()) {
                    beside.put(attachment.getId(), in.readAllBytes());
                }
            }
            // Whoever checks a signature over them reads them once more.
            List<Attachment> again = new ArrayList<>();
            beside.forEach((id, bytes) -> again.add(new AttachmentImpl(id, new DataHandler(new ByteDataSource(bytes)))));
            message.setAttachments(again);
        }
        message.put(Attachments.class.getName(), beside);
    }

    /** Those of a message that was read, by their ids. */
    @SuppressWarnings("unchecked")
    static Map<String, byte[]> of(Message message) {
        return message.get(Attachments.class.getName()) instanceof Map<?, ?> beside ? (Map<String, byte[]>) beside : Map.of();
    }

    /** @throws HubException CONTRACT_VIOLATION when an attachment that the document names is not there */
    static void inline(Element document, Map<String, byte[]> beside) {
        NodeList includes = document.getElementsByTagNameNS(XOP, "Include");
        while (includes.getLength() > 0) {
            Element include = (Element) includes.item(0);
            Node place = include.getParentNode();
            byte[] bytes = find(beside, include.getAttribute("href").replaceFirst("^cid:", "")).orElseThrow(() ->
                    new HubException(ErrorCode.CONTRACT_VIOLATION, "attachment", List.of(
                            new Place("/" + place.getLocalName(), "attachment", "The attachment is not there."))));
            place.setTextContent(Base64.getEncoder().encodeToString(bytes));
        }
    }

    private static Optional<byte[]> find(Map<String, byte[]> beside, String id) {
        String decoded = URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8);
        return Optional.ofNullable(beside.getOrDefault(id, beside.get(decoded)));
    }
}
