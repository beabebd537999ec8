package cn.tongban.hub.fault;

import cn.tongban.sandbox.crypto.HubSignature;
import cn.tongban.sandbox.wire.Header;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A document posted to one of the hub's HTTP doors under the hub's own signature.
 *
 * @param sender as the door's {@code connector.yaml} names it
 * @param target path of the door
 * @param body JSON in UTF-8 with Chinese in it
 */
record DoorArrival(URI hub, String sender, String key, String target, String caseNo, byte[] body) implements Arrival {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public Heard say(Form form) {
        byte[] bytes = bytes(form);
        HubSignature signature = new HubSignature(sender, form == Form.WRONG_SIGNATURE ? "not the agreed key" : key);
        List<Header> headers = new ArrayList<>(signature.headers("POST", target, bytes, Clock.systemUTC().millis()));
        headers.add(new Header("Content-Type", "application/json"));
        try (WireClient client = new WireClient(hub, PATIENCE)) {
            WireAnswer answer = client.send("POST", target, headers, bytes);
            return new Heard(answer.status() == 202 ? Verdict.TAKEN : Verdict.REFUSED, answer.bodyText());
        } catch (IOException e) {
            // The hub was killed meanwhile: nobody knows, so it is told again.
            return Heard.NOTHING;
        }
    }

    private byte[] bytes(Form form) {
        return switch (form) {
            case MALFORMED -> Arrays.copyOf(body, body.length / 2);
            case WRONG_CHARSET -> new String(body, StandardCharsets.UTF_8).getBytes(Charset.forName("GBK"));
            default -> body;
        };
    }
}
