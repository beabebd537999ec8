package cn.tongban.hub.flow;

import cn.tongban.hub.connector.Timeouts;
import cn.tongban.hub.egress.Link;
import cn.tongban.hub.egress.ProxyAddress;
import cn.tongban.hub.egress.Tls;
import cn.tongban.hub.flow.CheckProtocol.Found;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** The way to one address: its name, the connection, the proxy's tunnel and TLS. */
final class ReachCheck implements AutoCloseable {
    private static final int LONGEST_HEAD = 8192;

    private final Link link;
    private final Timeouts timeouts;
    private final String host;
    private final int port;
    private final boolean secured;
    private @Nullable Socket socket;

    ReachCheck(URI address, Link link, Timeouts timeouts) {
        this.link = link;
        this.timeouts = timeouts;
        this.secured = "https".equalsIgnoreCase(address.getScheme());
        this.host = address.getHost();
        this.port = address.getPort() >= 0 ? address.getPort() : secured ? 443 : 80;
    }

    void run(CheckProtocol protocol, Optional<ProxyAddress> proxy) {
        String first = proxy.map(ProxyAddress::host).orElse(host);
        int firstPort = proxy.map(ProxyAddress::port).orElse(port);
        protocol.step("name", () -> name(first));
        protocol.step("tcp", () -> tcp(first, firstPort, proxy.isPresent()));
        if (proxy.isPresent() && secured) {
            protocol.step("proxy", () -> tunnel(proxy.get()));
        } else {
            protocol.skip("proxy", proxy.isPresent() ? "明文请求不经隧道。" : "没有配置代理。",
                    proxy.isPresent() ? "Plain requests need no tunnel." : "No proxy is set.");
        }
        if (secured) {
            protocol.step("tls", this::tls);
        } else {
            protocol.skip("tls", "地址是 http，不加密。", "The address is plain http.");
        }
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
    }

    private static Found name(String host) {
        try {
            String addresses = Arrays.stream(InetAddress.getAllByName(unbracketed(host)))
                    .map(InetAddress::getHostAddress)
                    .limit(4)
                    .collect(Collectors.joining(", "));
            return Found.ok(host + " 解析为 " + addresses + "。", host + " is " + addresses + ".");
        } catch (UnknownHostException e) {
            return Found.failed(host + " 解析不出地址。请检查地址和 DNS。",
                    host + " has no address. Check the setting and the name server.");
        }
    }

    private Found tcp(String first, int firstPort, boolean proxied) {
        Socket fresh = new Socket();
        socket = fresh;
        try {
            fresh.connect(new InetSocketAddress(unbracketed(first), firstPort), (int) timeouts.connect().toMillis());
            fresh.setSoTimeout((int) timeouts.answer().toMillis());
            return proxied
                    ? Found.ok("已连上代理 " + first + ":" + firstPort + "。", "The proxy " + first + ":" + firstPort + " answers.")
                    : Found.ok("已连上 " + first + ":" + firstPort + "。", "Connected to " + first + ":" + firstPort + ".");
        } catch (IOException e) {
            return Found.failed(first + ":" + firstPort + " 连不上。请检查端口、防火墙和对方服务。",
                    "No connection to " + first + ":" + firstPort + ". Check port, firewall and the service there.");
        }
    }

    private Found tunnel(ProxyAddress proxy) {
        try {
            Socket open = open();
            String authority = host + ":" + port;
            StringBuilder head = new StringBuilder("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n");
            proxy.user().ifPresent(user -> head.append("Proxy-Authorization: Basic ").append(
                    basic(new String(user.chars()), new String(proxy.password().orElseThrow().chars()))).append("\r\n"));
            open.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            open.getOutputStream().flush();
            String status = status(open.getInputStream());
            if (status.startsWith("2")) {
                return Found.ok("代理已打通到对方的隧道。", "The proxy opened a tunnel.");
            }
            return status.equals("407")
                    ? Found.failed("代理不认账号或口令。", "The proxy does not accept user or password.")
                    : Found.failed("代理拒绝转接，状态 " + status + "。", "The proxy refuses the tunnel with status " + status + ".");
        } catch (IOException e) {
            return Found.failed("代理没有答复。", "The proxy gives no answer.");
        }
    }

    private Found tls() {
        try {
            link.checkOwn();
            SSLSocket layered = (SSLSocket) link.context().getSocketFactory().createSocket(open(), host, port, true);
            socket = layered;
            SSLParameters parameters = layered.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setProtocols(Link.PROTOCOLS.toArray(String[]::new));
            layered.setSSLParameters(parameters);
            layered.startHandshake();
            return agreed(layered.getSession());
        } catch (cn.tongban.hub.support.HubException e) {
            return Found.failed("本方证书不能用：" + e.subject() + "。", "Our own certificate: " + e.subject() + ".");
        } catch (IOException e) {
            return broken(Tls.failure(e));
        }
    }

    private static Found agreed(SSLSession session) throws IOException {
        X509Certificate shown = (X509Certificate) session.getPeerCertificates()[0];
        String what = session.getProtocol() + ", " + session.getCipherSuite() + ", "
                + shown.getSubjectX500Principal().getName() + " / " + shown.getIssuerX500Principal().getName() + ", "
                + shown.getNotAfter().toInstant();
        return Found.ok("加密正常，证书与域名相符。协议、套件、主体 / 签发者、到期：" + what + "。",
                "Secured, and the certificate fits the name. Version, cipher, subject / issuer, end: " + what + ".");
    }

    private static Found broken(Tls.Failure failure) {
        return switch (failure) {
            case EXPIRED -> Found.failed("对方证书已过期，请对方更换。", "The partner's certificate has expired; it has to renew it.");
            case NOT_YET_VALID -> Found.failed("对方证书尚未生效，请核对双方时钟。",
                    "The partner's certificate is not valid yet; compare the clocks.");
            case UNTRUSTED -> Found.failed("对方证书不受信任。请在 trust 中配置其签发机构。",
                    "The partner's certificate is not trusted. Put its authority into the trust file.");
            case WRONG_NAME -> Found.failed("对方证书与域名不符。", "The partner's certificate is for another name.");
            case REFUSED_OURS -> Found.failed("对方拒绝握手，多半是不认本方证书。",
                    "The partner refuses the handshake, probably our certificate.");
            case BROKEN -> Found.failed("加密握手失败，对方可能没有启用 TLS 1.2 以上。",
                    "No TLS agreement; the partner may not speak TLS 1.2 or newer.");
        };
    }

    private Socket open() throws IOException {
        if (socket == null) {
            throw new IOException("not connected");
        }
        return socket;
    }

    private static String status(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0 && head.length() < LONGEST_HEAD) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the answer ends too early");
            }
            head.append((char) next);
        }
        String[] words = head.toString().split("[ \r\n]", 3);
        return words.length > 1 && words[1].matches("\\d{3}") ? words[1] : "?";
    }

    private static String basic(String user, String password) {
        return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
