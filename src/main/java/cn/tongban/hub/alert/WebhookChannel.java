package cn.tongban.hub.alert;

import cn.tongban.hub.connector.HmacSm3Signature;
import cn.tongban.hub.connector.Secret;
import cn.tongban.hub.connector.SignedRequest;
import cn.tongban.hub.support.Texts;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts a notice as JSON under the hub's own signature, to the one address that the operator has set. */
final class WebhookChannel implements Channel {
    static final String NAME = "webhook";

    private static final Logger log = LoggerFactory.getLogger(WebhookChannel.class);
    private static final String SENDER = "tongban-hub";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration TOTAL = Duration.ofSeconds(10);
    private static final int SHORTEST_SECRET = 16;

    private final URI url;
    private final Secret secret;
    private final NoticeText text;
    private final ObjectMapper json;
    private final HmacSm3Signature signature;
    // A redirect would take the notice where nobody has sent it.
    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).connectTimeout(CONNECT).build();

    /**
     * What is posted.
     *
     * @param id the same in each attempt, so that a repeat is known
     */
    record Body(UUID id, String kind, String rule, String subject, long figure, Instant since, Instant at, String text,
            String textEn, String link) {}

    WebhookChannel(AlertProperties.Webhook settings, NoticeText text, ObjectMapper json, Clock clock) {
        this.url = address(settings.url());
        if (settings.secret().length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException("hub.alert.webhook.secret has at least " + SHORTEST_SECRET + " characters");
        }
        this.secret = new Secret(settings.secret());
        this.text = text;
        this.json = json;
        this.signature = new HmacSm3Signature(clock);
    }

    private static URI address(String text) {
        try {
            URI url = new URI(text);
            boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            if (web && url.getHost() != null && url.getUserInfo() == null && url.getFragment() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Its message shows the address, and with it what somebody may have put there by mistake.
            log.debug("The address of the webhook cannot be read: {}", e.getReason());
        }
        throw new IllegalArgumentException("hub.alert.webhook.url is an http(s) address without a login in it");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void send(Notice notice) {
        try {
            int status = client.send(request(bytes(notice)), HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status < 200 || status > 299) {
                throw new NotSentException("HTTP " + status);
            }
        } catch (IOException e) {
            throw new NotSentException(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSentException("stopping");
        }
    }

    private HttpRequest request(byte[] body) {
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(TOTAL).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        signature.headers(SENDER, secret, new SignedRequest("POST", path + query, body))
                .forEach(header -> request.header(header.getKey(), header.getValue()));
        return request.build();
    }

    private byte[] bytes(Notice notice) {
        try {
            return json.writeValueAsBytes(new Body(notice.id(), notice.kind().wire(),
                    notice.rule() == null ? "" : notice.rule().wire(), notice.subject(), notice.figure(), notice.since(),
                    notice.madeAt(), text.says(notice, Texts.ZH), text.says(notice, Texts.EN), text.link()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a notice can be written", e);
        }
    }
}
