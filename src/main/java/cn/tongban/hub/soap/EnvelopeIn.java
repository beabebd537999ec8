package cn.tongban.hub.soap;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import cn.tongban.hub.xml.XmlReader;
import cn.tongban.hub.xml.XmlText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.cxf.attachment.AttachmentDeserializer;
import org.apache.cxf.interceptor.AttachmentInInterceptor;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Before CXF looks at an envelope: its characters are read by the hub's own rule, a document type is refused, the nesting
 * has an end, and header and body stand once and where they belong. CXF then gets UTF-8.
 */
final class EnvelopeIn extends AbstractPhaseInterceptor<Message> {
    private final int maxDepth;

    EnvelopeIn(int maxDepth) {
        super(Phase.RECEIVE);
        this.maxDepth = maxDepth;
        addAfter(AttachmentInInterceptor.class.getName());
    }

    @Override
    public void handleMessage(Message message) {
        try (InputStream in = message.getContent(InputStream.class)) {
            String text = XmlText.read(in.readAllBytes(), contentType(message));
            XmlReader.check(text, maxDepth, new Frame());
            message.setContent(InputStream.class, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            message.put(Message.ENCODING, StandardCharsets.UTF_8.name());
            Attachments.read(message);
        } catch (IOException e) {
            throw new HubException(ErrorCode.BODY_TRUNCATED, "", e);
        }
    }

    /** Of several bodies, or of one within a header, toolkits take different ones: what one has proven another works on. */
    private static final class Frame implements XmlReader.Passed {
        private static final Set<String> SOAP = Set.of(FaultEnvelope.V1_1, FaultEnvelope.V1_2);

        private int bodies;

        @Override
        public void element(int depth, String namespace, String name) {
            int own = switch (name) {
                case "Envelope" -> 1;
                case "Header", "Body" -> 2;
                default -> depth;
            };
            boolean soap = SOAP.contains(namespace);
            bodies += soap && name.equals("Body") ? 1 : 0;
            if (soap && (own != depth || bodies > 1)) {
                throw new HubException(ErrorCode.BODY_NOT_SOAP, "", List.of(
                        new Place("/" + name, "envelope", "Stands where the envelope has no such part.")));
            }
        }
    }

    /** With attachments, the envelope is the first part, which has a type of its own. */
    private static @Nullable String contentType(Message message) {
        if (message.get(AttachmentDeserializer.ATTACHMENT_PART_HEADERS) instanceof Map<?, ?> headers) {
            for (Map.Entry<?, ?> header : headers.entrySet()) {
                if (String.valueOf(header.getKey()).equalsIgnoreCase("Content-Type")
                        && header.getValue() instanceof List<?> values && !values.isEmpty()) {
                    return String.valueOf(values.get(0));
                }
            }
        }
        return (String) message.get(Message.CONTENT_TYPE);
    }
}
