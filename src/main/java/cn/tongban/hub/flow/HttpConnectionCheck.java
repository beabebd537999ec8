package cn.tongban.hub.flow;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.DeliverySettings;
import cn.tongban.hub.connector.HmacSm3Signature;
import cn.tongban.hub.connector.LoginCheck;
import cn.tongban.hub.connector.Secret;
import cn.tongban.hub.connector.SignedRequest;
import cn.tongban.hub.connector.Sm3HeaderSignature;
import cn.tongban.hub.egress.Link;
import cn.tongban.hub.egress.ProxyAddress;
import cn.tongban.hub.flow.CheckProtocol.Found;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Partners that are called over HTTP: each of their addresses, then the declared request, then their clock. */
final class HttpConnectionCheck implements ConnectionCheck {
    private static final byte[] NOTHING = {};
    private static final Duration ODD = Duration.ofSeconds(60);

    private final Clock clock;

    HttpConnectionCheck(Clock clock) {
        this.clock = clock;
    }

    @Override
    public List<CheckStep> run(Bundle bundle, ConnectorDescriptor connector) {
        List<URI> addresses = bundle.settings().of(connector.id()).values().stream()
                .filter(value -> value.startsWith("http://") || value.startsWith("https://"))
                .map(URI::create)
                .filter(address -> address.getHost() != null)
                .map(address -> address.resolve("/"))
                .distinct()
                .toList();
        Optional<DeliverySettings> deliver = connector.deliver();
        if (addresses.isEmpty() || deliver.isEmpty()) {
            return List.of();
        }
        Link link = bundle.links().get(connector.id());
        List<CheckStep> steps = new ArrayList<>();
        boolean failed = false;
        for (URI address : addresses) {
            CheckProtocol protocol = reach(address, link, deliver.get());
            steps.addAll(protocol.steps());
            failed |= protocol.failed();
        }
        steps.addAll(failed ? afterFailure() : login(bundle, connector, deliver.get(), link));
        return steps;
    }

    private static CheckProtocol reach(URI address, Link link, DeliverySettings deliver) {
        CheckProtocol protocol = new CheckProtocol();
        try (ReachCheck reach = new ReachCheck(address, link, deliver.timeouts())) {
            Optional<ProxyAddress> proxy = link.proxy();
            reach.run(protocol, proxy);
        } catch (HubException e) {
            protocol.step("proxy", () -> Found.failed("代理地址不对：应为 host:port。", "The proxy's address is not host:port."));
        } catch (IOException e) {
            return protocol;
        }
        return protocol;
    }

    private static List<CheckStep> afterFailure() {
        return List.of(
                CheckStep.skipped("login", "没有连通。", "There is no connection."),
                CheckStep.skipped("clock", "没有连通。", "There is no connection."));
    }

    private List<CheckStep> login(Bundle bundle, ConnectorDescriptor connector, DeliverySettings deliver, Link link) {
        CheckProtocol protocol = new CheckProtocol();
        if (deliver.test().isEmpty()) {
            String zh = "connector.yaml 没有声明测试请求 deliver.test。";
            String en = "connector.yaml declares no request for it (deliver.test).";
            protocol.skip("login", zh, en);
            protocol.skip("clock", zh, en);
            return protocol.steps();
        }
        OutAnswer[] answer = {null};
        Instant[] between = {clock.instant()};
        protocol.step("login", () -> {
            try {
                answer[0] = call(bundle, connector, deliver, link, deliver.test().get());
                between[0] = clock.instant();
                return verdict(answer[0].status(), deliver.test().get().expect());
            } catch (HubException e) {
                return Found.failed("测试请求没有得到答复：" + e.subject() + "。", "No answer: " + e.subject() + ".");
            }
        });
        if (answer[0] == null) {
            protocol.skip("clock", "没有答复。", "There was no answer.");
            return protocol.steps();
        }
        // Whether let in or not, it told its time.
        CheckProtocol time = new CheckProtocol();
        time.step("clock", () -> clock(answer[0].date(), between[0]));
        List<CheckStep> steps = new ArrayList<>(protocol.steps());
        steps.addAll(time.steps());
        return steps;
    }

    private OutAnswer call(
            Bundle bundle, ConnectorDescriptor connector, DeliverySettings deliver, Link link, LoginCheck test) {
        String base = bundle.settings().find(connector.id(), test.address()).orElse("").replaceAll("/+$", "");
        URI uri = URI.create(base + test.path());
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        test.sign().ifPresent(sign -> headers.addAll(sign(bundle, connector, sign, test.method(), uri)));
        ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor();
        Origins own = Origins.of(bundle.settings().of(connector.id()).values());
        try (HttpSender sender = new HttpSender(own, deliver, link, deadlines)) {
            return sender.send(new OutRequest(test.method(), uri, headers, OutBody.NONE));
        } catch (IOException e) {
            throw new HubException(ErrorCode.INTERNAL, "closing a connection", e);
        } finally {
            deadlines.shutdownNow();
        }
    }

    private List<Map.Entry<String, String>> sign(
            Bundle bundle, ConnectorDescriptor connector, LoginCheck.Sign sign, String method, URI uri) {
        Secret secret = bundle.secrets().get(connector.id(), sign.secret());
        if (sign.scheme().equals("hmac-sm3")) {
            SignedRequest request = new SignedRequest(method, OutRequest.pathWithQuery(uri), NOTHING);
            return new HmacSm3Signature(clock).headers(sign.sender(), secret, request);
        }
        String appId = bundle.settings().find(connector.id(), "app-id").orElse("tongban-hub");
        return new Sm3HeaderSignature(clock).headers(appId, secret, NOTHING);
    }

    private static Found verdict(int status, int expected) {
        if (status == expected) {
            return Found.ok("对方接受了测试请求，状态 " + status + "。", "The partner let the request in with " + status + ".");
        }
        return status == 401 || status == 403
                ? Found.failed("登录失败，状态 " + status + "：对方不认密钥、账号或本机地址。",
                        "Login failed with " + status + ": key, account or our address is not accepted.")
                : Found.failed("对方答复状态 " + status + "，应为 " + expected + "。",
                        "The partner answered " + status + " instead of " + expected + ".");
    }

    private static Found clock(@Nullable String date, Instant now) {
        try {
            if (date == null) {
                return Found.warning("对方没有报时，时钟无法比对。", "The partner tells no time, so clocks cannot be compared.");
            }
            Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            Duration off = Duration.between(now, theirs).abs();
            String zh = "双方时钟相差约 " + off.toSeconds() + " 秒";
            String en = "The clocks differ by about " + off.toSeconds() + " s";
            if (off.compareTo(HmacSm3Signature.WINDOW) > 0) {
                return Found.failed(zh + "，超过 5 分钟，签名会被拒绝，请立即校时。",
                        en + ", more than five minutes: signatures fail. Set the clocks.");
            }
            return off.compareTo(ODD) > 0
                    ? Found.warning(zh + "，请校时。", en + "; set the clocks.")
                    : Found.ok(zh + "。", en + ".");
        } catch (DateTimeException e) {
            return Found.warning("对方报的时间读不懂。", "The partner's time cannot be read.");
        }
    }
}
