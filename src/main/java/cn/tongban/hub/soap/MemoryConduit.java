package cn.tongban.hub.soap;

import cn.tongban.hub.connector.SoapVersion;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.xml.XmlText;
import cn.tongban.hub.xml.XmlWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;
import org.apache.cxf.message.Message;
import org.apache.cxf.message.MessageImpl;
import org.apache.cxf.transport.AbstractConduit;
import org.apache.cxf.ws.addressing.EndpointReferenceType;
import org.jspecify.annotations.Nullable;

/**
 * Where an envelope leaves CXF for a wire and the answer comes back, on the caller's thread; by the thread it is found
 * whose wire it is. CXF opens no connection.
 */
final class MemoryConduit extends AbstractConduit {
    private static final Logger LOGGER = Logger.getLogger(MemoryConduit.class.getName());
    private static final List<String> ENVELOPES =
            List.of("text/xml", "application/xml", "application/soap+xml", "multipart/related");

    private final SoapVersion version;
    private final Charset charset;
    private final int maxAnswer;
    private final ThreadLocal<Call> current = new ThreadLocal<>();

    MemoryConduit(SoapVersion version, Charset charset, int maxAnswer) {
        super(new EndpointReferenceType());
        this.version = version;
        this.charset = charset;
        this.maxAnswer = maxAnswer;
    }

    Call open(Wire wire, String action) {
        Call call = new Call(wire, action);
        current.set(call);
        return call;
    }

    /** What travels beside the envelope that is being written. */
    void beside(String id, OutputStream out) throws IOException {
        current.get().beside(id, out);
    }

    @Override
    public void prepare(Message request) {
        request.setContent(OutputStream.class, new ByteArrayOutputStream());
    }

    @Override
    public void close(Message message) throws IOException {
        if (message.getContent(OutputStream.class) == null || Boolean.TRUE.equals(message.get(Message.INBOUND_MESSAGE))) {
            return;
        }
        OutputStream out = message.getContent(OutputStream.class);
        out.flush();
        if (out instanceof ByteArrayOutputStream written) {
            message.removeContent(OutputStream.class);
            exchange(message, written.toByteArray());
        }
    }

    private void exchange(Message request, byte[] envelope) throws IOException {
        Call call = current.get();
        Wire.Answer answer = call.send(XmlWriter.bytes(XmlText.read(envelope, "; charset=UTF-8"), charset));
        if (!isEnvelope(answer)) {
            throw new IOException("not an envelope");
        }
        Message in = new MessageImpl();
        in.setExchange(request.getExchange());
        in.setContent(InputStream.class, new ByteArrayInputStream(answer.body()));
        in.put(Message.CONTENT_TYPE, answer.contentType());
        in.put(Message.RESPONSE_CODE, answer.status());
        in.put(Message.INBOUND_MESSAGE, Boolean.TRUE);
        Attachments.limit(in, maxAnswer);
        call.in = in;
        getMessageObserver().onMessage(in);
    }

    private static boolean isEnvelope(Wire.Answer answer) {
        String type = String.valueOf(answer.contentType()).toLowerCase(Locale.ROOT);
        return answer.body().length > 0 && ENVELOPES.stream().anyMatch(type::startsWith);
    }

    @Override
    protected Logger getLogger() {
        return LOGGER;
    }

    /** One question and its answer. */
    final class Call implements AutoCloseable {
        private final Wire wire;
        private final String action;
        private Wire.@Nullable Answer answer;
        private @Nullable HubException failure;
        private @Nullable Message in;

        private Call(Wire wire, String action) {
            this.wire = wire;
            this.action = action;
        }

        private Wire.Answer send(byte[] envelope) throws IOException {
            String type = version.mediaType() + "; charset=" + charset.name();
            boolean old = version == SoapVersion.V1_1;
            try {
                answer = wire.send(old || action.isEmpty() ? type : type + "; action=\"" + action + "\"",
                        old ? "\"" + action + "\"" : null, envelope);
                return answer;
            } catch (HubException e) {
                failure = e;
                throw new IOException("the wire failed", e);
            }
        }

        private void beside(String id, OutputStream out) throws IOException {
            try {
                wire.beside(id, out);
            } catch (HubException e) {
                failure = e;
                throw e;
            }
        }

        /** What the wire threw. */
        Optional<HubException> failure() {
            return Optional.ofNullable(failure);
        }

        /** @throws HubException INTERNAL when nothing was sent */
        Wire.Answer answer() {
            if (answer == null) {
                throw new HubException(ErrorCode.INTERNAL, "nothing was sent");
            }
            return answer;
        }

        /** Whether the service itself answered with a fault. */
        boolean isFault() {
            return in != null && in.getExchange().getInFaultMessage() != null;
        }

        /** Whether the answer proved that it is the partner's. */
        boolean isProven() {
            return in != null && AnswerIn.isProven(in.getExchange());
        }

        /** The code of what its proof lacked. */
        String lack() {
            return in == null ? ErrorCode.SIGNATURE_MISSING.code() : AnswerIn.lack(in.getExchange());
        }

        /** What came beside the envelope. */
        Map<String, byte[]> beside() {
            Message read = in == null ? null : in.getExchange().getInMessage();
            return read == null ? Map.of() : Attachments.of(read);
        }

        @Override
        public void close() {
            current.remove();
        }
    }
}
