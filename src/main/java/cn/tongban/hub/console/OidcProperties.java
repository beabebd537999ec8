package cn.tongban.hub.console;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code hub.console.oidc}.
 *
 * @param issuer address of the identity provider; empty: people come in by password only
 * @param name as people call it, on the button at the door
 * @param rolesClaim a claim that holds roles by their stable names; empty: the roles are those of the account here
 */
@ConfigurationProperties("hub.console.oidc")
record OidcProperties(
        @DefaultValue("") String issuer,
        @DefaultValue("tongban-hub") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue("统一身份认证") String name,
        @DefaultValue("") String rolesClaim) {
    /** Never shows the secret. */
    @Override
    public String toString() {
        return "OidcProperties[" + issuer + "]";
    }
}
