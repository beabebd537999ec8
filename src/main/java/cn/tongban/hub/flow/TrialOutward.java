package cn.tongban.hub.flow;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** In place of the way to one partner: the same limits as {@link HttpSender}, and no connection. */
final class TrialOutward implements Outward {
    private final String connector;
    private final int maxAnswer;
    private final Origins origins;

    TrialOutward(ConnectorDescriptor connector, Origins origins) {
        this.connector = connector.id();
        this.maxAnswer = connector.deliver().orElseThrow().maxAnswer();
        this.origins = origins;
    }

    @Override
    public OutAnswer send(OutRequest request) {
        if (!origins.allow(request.uri())) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, "address outside of the connector's own settings");
        }
        TrialReply.Answer answer = TrialScope.current().send(new TrialSent.Request(
                connector, request.method(), request.uri(), request.headers(), bytes(request.body())));
        if (answer.body().length > maxAnswer) {
            throw new HubException(ErrorCode.ANSWER_UNREADABLE, "answer larger than " + maxAnswer + " bytes");
        }
        return new OutAnswer(answer.status(), answer.contentType(), answer.retryAfter().orElse(null), null, answer.body());
    }

    private static byte[] bytes(OutBody body) {
        byte[] readable = body.readable();
        if (readable != null) {
            return readable;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            body.writeTo(bytes);
        } catch (IOException e) {
            throw new HubException(ErrorCode.DESTINATION_UNREACHABLE, "the bytes of a material stopped", e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
