package cn.tongban.hub.console;

import cn.tongban.hub.account.Accounts;
import cn.tongban.hub.account.Sessions;
import cn.tongban.hub.security.AuditLog;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Only where an issuer is named. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OidcProperties.class)
@ConditionalOnExpression("!'${hub.console.oidc.issuer:}'.isEmpty()")
class OidcConfiguration {
    @Bean
    IdentityProvider identityProvider(OidcProperties properties, Accounts accounts, Sessions sessions, AuditLog audit) {
        return new IdentityProvider(properties, accounts, sessions, audit);
    }
}
