package cn.tongban.hub.flow;

import cn.tongban.hub.connector.Secret;
import cn.tongban.hub.egress.ProxyAddress;
import java.util.Optional;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.Credentials;
import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Puts a proxy into an HTTP client. Its password is shown to the proxy alone. */
record EgressProxy(ProxyAddress proxy) implements CredentialsProvider {
    static void put(Optional<ProxyAddress> proxy, HttpClientBuilder client) {
        proxy.ifPresent(address -> client
                .setProxy(new HttpHost(address.host(), address.port()))
                .setDefaultCredentialsProvider(new EgressProxy(address)));
    }

    @Override
    public @Nullable Credentials getCredentials(AuthScope scope, HttpContext context) {
        boolean ours = proxy.host().equals(scope.getHost()) && proxy.port() == scope.getPort();
        Optional<Secret> user = proxy.user();
        Optional<Secret> password = proxy.password();
        return ours && user.isPresent() && password.isPresent()
                ? new UsernamePasswordCredentials(new String(user.get().chars()), password.get().chars())
                : null;
    }
}
