package cn.tongban.sandbox.provinceplatform;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.record.SentRecord;
import cn.tongban.sandbox.wire.ClientPool;
import cn.tongban.sandbox.wire.Header;
import cn.tongban.sandbox.wire.WireAnswer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tells the hub what an applicant takes back, in an envelope of its own each time. */
final class Recaller {
    private static final String TARGET = "/services/province-platform";
    private static final String USER = "province";

    private final ClientPool hub;
    private final UserToken token;
    private final String password;
    private final SentRecord sent;

    Recaller(ClientPool hub, UserToken token, String password, SentRecord sent) {
        this.hub = hub;
        this.token = token;
        this.password = password;
        this.sent = sent;
    }

    /**
     * @param form empty, {@code malformed} (the document cut in the middle, the envelope whole) or {@code garbled} (in
     *     UTF-16 and said to be GB18030)
     * @return status 0 when no whole answer came
     */
    ObjectNode recall(String projId, String recallId, String time, String reason, boolean signWrongly, String form) {
        String document = "<?xml version=\"1.0\" encoding=\"GBK\"?><RECALL>" + Paper.element("RECALLID", recallId)
                + Paper.element("PROJID", projId) + Paper.element("TIME", time) + Paper.element("REASON", reason) + "</RECALL>";
        String said = form.equals("malformed") ? document.substring(0, document.length() / 2) : document;
        byte[] body = Envelope.of(token.header(USER, signWrongly ? "not the agreed password" : password),
                "<recall xmlns=\"" + Envelope.NAMESPACE + "\"><xml>" + Paper.escaped(said) + "</xml></recall>");
        ObjectNode entry = Json.object().put("kind", "answered").put("recallId", recallId).put("caseNo", projId);
        try {
            WireAnswer answer = hub.send("POST", TARGET,
                    List.of(new Header("Content-Type", "text/xml; charset=GB18030"), new Header("SOAPAction", "\"\"")),
                    form.equals("garbled") ? new String(body, Envelope.GB18030).getBytes(StandardCharsets.UTF_16LE) : body);
            entry.put("status", answer.status()).put("answer", new String(answer.body(), Envelope.GB18030));
        } catch (IOException e) {
            entry.put("status", 0).put("answer", e.getClass().getSimpleName());
        }
        sent.append(entry.deepCopy());
        return entry;
    }
}
