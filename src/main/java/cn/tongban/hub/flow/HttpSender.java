package cn.tongban.hub.flow;

import cn.tongban.hub.connector.DeliverySettings;
import cn.tongban.hub.egress.Link;
import cn.tongban.hub.egress.Tls;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * HTTP to one partner: its own connections, never more than its concurrency, so that a slow one cannot take those of the
 * others. Sends exactly once: no retry, no redirect, no cookie. Safe for many threads.
 */
final class HttpSender implements Outward {
    private static final String LEFT = "hub.left";

    private final Origins origins;
    private final DeliverySettings settings;
    private final ScheduledExecutorService deadlines;
    private final Link link;
    private final CloseableHttpClient client;

    /** @param deadlines shared; only cancels requests, so one thread serves all partners */
    HttpSender(Origins origins, DeliverySettings settings, Link link, ScheduledExecutorService deadlines) {
        this.origins = origins;
        this.settings = settings;
        this.link = link;
        this.deadlines = deadlines;
        HttpClientBuilder builder = HttpClients.custom()
                .setConnectionManager(connections(settings, link))
                .setDefaultRequestConfig(requestConfig(settings))
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                // A connection that shows a client certificate would count as one user's and never be used again.
                .disableConnectionState()
                .setUserAgent("tongban-hub")
                .addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), LEFT, (request, scope, chain) -> {
                    // The connection stands, TLS included: from here on nobody can tell what the partner saw.
                    ((AtomicBoolean) scope.clientContext.getAttribute(LEFT)).set(true);
                    return chain.proceed(request, scope);
                });
        EgressProxy.put(link.proxy(), builder);
        this.client = builder.build();
    }

    @Override
    public OutAnswer send(OutRequest request) {
        if (!origins.allow(request.uri())) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, "address outside of the connector's own settings");
        }
        if ("https".equalsIgnoreCase(request.uri().getScheme())) {
            link.checkOwn();
        }
        HttpUriRequestBase call = call(request);
        AtomicBoolean left = new AtomicBoolean();
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(LEFT, left);
        ScheduledFuture<?> deadline =
                deadlines.schedule(
                call::cancel, settings.timeouts().total().plus(request.body().patience()).toMillis(), TimeUnit.MILLISECONDS);
        try {
            return client.execute(call, context, response -> read(call, response, left.get()));
        } catch (IOException | IllegalStateException e) {
            boolean read = left.get() && !Tls.isRefusalOfOurs(e);
            throw new HubException(read ? ErrorCode.ANSWER_LOST : ErrorCode.DESTINATION_UNREACHABLE, reason(e), e);
        } finally {
            deadline.cancel(false);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    private static HttpUriRequestBase call(OutRequest request) {
        URI uri = request.uri();
        HttpUriRequestBase call = new HttpUriRequestBase(request.method(), uri);
        request.headers().forEach(header -> call.addHeader(header.getKey(), header.getValue()));
        if (request.body().length() > 0) {
            call.setEntity(new OutEntity(request.body()));
        }
        return call;
    }

    private OutAnswer read(HttpUriRequestBase call, ClassicHttpResponse response, boolean left) throws IOException {
        if (!left || response.getCode() == HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED) {
            // The proxy's own words: the partner has seen nothing.
            throw new HubException(ErrorCode.DESTINATION_UNREACHABLE, "the proxy answered " + response.getCode());
        }
        HttpEntity entity = response.getEntity();
        byte[] body = entity == null ? new byte[0] : read(call, entity);
        return new OutAnswer(
                response.getCode(),
                header(response, HttpHeaders.CONTENT_TYPE),
                header(response, HttpHeaders.RETRY_AFTER),
                header(response, HttpHeaders.DATE),
                body);
    }

    private byte[] read(HttpUriRequestBase call, HttpEntity entity) throws IOException {
        try (InputStream in = entity.getContent()) {
            byte[] body = in.readNBytes(settings.maxAnswer() + 1);
            if (body.length <= settings.maxAnswer()) {
                return body;
            }
            // Without this, closing the stream would read the rest of it.
            call.cancel();
        } catch (IOException e) {
            call.cancel();
            throw e;
        }
        throw new HubException(ErrorCode.ANSWER_UNREADABLE, "answer larger than " + settings.maxAnswer() + " bytes");
    }

    private static @Nullable String header(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    /** The kind of failure only: texts of the network layer can hold the address with its query. */
    private static String reason(Exception e) {
        String tls = Tls.words(e);
        return tls.isEmpty() ? e.getClass().getSimpleName() : tls;
    }

    private static HttpClientConnectionManager connections(DeliverySettings settings, Link link) {
        Duration connect = settings.timeouts().connect();
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(secured(link))
                .setMaxConnTotal(settings.concurrency())
                .setMaxConnPerRoute(settings.concurrency())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connect))
                        .setSocketTimeout(Timeout.of(settings.timeouts().answer()))
                        .setValidateAfterInactivity(TimeValue.ofMilliseconds(500))
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .build())
                .build();
    }

    /** Made for each connection from the keys of the moment. The name of the partner is always checked. */
    private static TlsSocketStrategy secured(Link link) {
        String[] protocols = Link.PROTOCOLS.toArray(String[]::new);
        return (socket, target, port, attachment, context) -> new DefaultClientTlsStrategy(link.context(), protocols, null,
                SSLBufferMode.STATIC, HostnameVerificationPolicy.BOTH, HttpsSupport.getDefaultHostnameVerifier())
                .upgrade(socket, target, port, attachment, context);
    }

    private static RequestConfig requestConfig(DeliverySettings settings) {
        return RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(settings.timeouts().connect()))
                .setResponseTimeout(Timeout.of(settings.timeouts().answer()))
                .setProtocolUpgradeEnabled(false)
                .setRedirectsEnabled(false)
                .build();
    }
}
