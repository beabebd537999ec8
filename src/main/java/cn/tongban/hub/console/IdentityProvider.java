package cn.tongban.hub.console;

import cn.tongban.hub.account.Account;
import cn.tongban.hub.account.Accounts;
import cn.tongban.hub.account.Role;
import cn.tongban.hub.account.Sessions;
import cn.tongban.hub.account.Stage;
import cn.tongban.hub.security.AuditLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * People come in by an identity provider (OpenID Connect Core 1.0, authorization code with PKCE). It says who somebody is;
 * what the person may do say the roles of the account here, or, where the installation wants it, a claim of the provider.
 */
final class IdentityProvider implements ClientRegistrationRepository {
    private static final Logger log = LoggerFactory.getLogger(IdentityProvider.class);
    /** The one registration; also the last part of the address that begins. */
    private static final String START = "start";
    private static final String BASE = "/login/provider";
    private static final String BACK = "/login/back";

    private final OidcProperties properties;
    private final Accounts accounts;
    private final Sessions sessions;
    private final AuditLog audit;
    private volatile @Nullable ClientRegistration registration;

    IdentityProvider(OidcProperties properties, Accounts accounts, Sessions sessions, AuditLog audit) {
        this.properties = properties;
        this.accounts = accounts;
        this.sessions = sessions;
        this.audit = audit;
    }

    /** As people call it, on the button at the door. */
    public String name() {
        return properties.name();
    }

    public String start() {
        return BASE + "/" + START;
    }

    void letIn(HttpSecurity http) throws Exception {
        DefaultOAuth2AuthorizationRequestResolver resolver = new DefaultOAuth2AuthorizationRequestResolver(this, BASE);
        resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        http.oauth2Login(login -> login.clientRegistrationRepository(this).loginPage("/login")
                .authorizationEndpoint(endpoint -> endpoint.authorizationRequestResolver(resolver))
                .redirectionEndpoint(endpoint -> endpoint.baseUri(BACK))
                .successHandler(this::recognised).failureHandler(IdentityProvider::refused));
    }

    /** Asked for when somebody first wants in, so that the hub starts while the provider is away. */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        if (!id.equals(START)) {
            return null;
        }
        ClientRegistration known = registration;
        if (known == null) {
            known = ClientRegistrations.fromIssuerLocation(properties.issuer()).registrationId(START)
                    .clientId(properties.clientId()).clientSecret(properties.clientSecret())
                    .scope("openid", "profile").redirectUri("{baseUrl}" + BACK).build();
            registration = known;
        }
        return known;
    }

    private void recognised(HttpServletRequest request, HttpServletResponse response, Authentication found) throws IOException {
        OidcUser user = (OidcUser) found.getPrincipal();
        // What the dance needed is over; from here on only the hub's own session counts.
        Optional.ofNullable(request.getSession(false)).ifPresent(dance -> dance.invalidate());
        Optional<Account> account = account(user);
        if (account.isEmpty()) {
            response.sendRedirect("/login?why=unknown");
            return;
        }
        SessionCookie.of(request).ifPresent(sessions::close);
        SessionCookie.give(request, response, sessions.open(account.get().id(), Stage.IN));
        accounts.entered(account.get().id());
        audit.doing(account.get().caller(), "login", account.get().login(), "", () -> true);
        response.sendRedirect(Navigation.home(account.get().caller()));
    }

    private static void refused(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        log.atWarn().addKeyValue("why", e.getClass().getSimpleName()).log("The identity provider let nobody in");
        response.sendRedirect("/login?why=provider");
    }

    /** How an account here names somebody there. */
    String subject(String sub) {
        return properties.issuer() + " " + sub;
    }

    /** Without a claim for roles somebody must have been entered here before. */
    private Optional<Account> account(OidcUser user) {
        String subject = subject(user.getSubject());
        Optional<Account> known = accounts.bySubject(subject);
        if (properties.rolesClaim().isEmpty()) {
            return known;
        }
        Set<Role> roles = roles(user);
        if (roles.isEmpty()) {
            return Optional.empty();
        }
        if (known.isEmpty()) {
            return Optional.of(accounts.createFor(subject, login(user), name(user), roles, "identity-provider"));
        }
        if (!known.get().roles().equals(roles)) {
            accounts.changeRoles(known.get().id(), roles);
        }
        return accounts.bySubject(subject);
    }

    private Set<Role> roles(OidcUser user) {
        Object claim = user.getClaim(properties.rolesClaim());
        Collection<?> values = claim instanceof Collection<?> many ? many : claim == null ? List.of() : List.of(claim);
        return values.stream().flatMap(value -> Role.of(String.valueOf(value)).stream()).collect(Collectors.toSet());
    }

    private static String login(OidcUser user) {
        String wish = user.getPreferredUsername();
        return wish == null ? user.getSubject() : wish;
    }

    private static String name(OidcUser user) {
        String name = user.getFullName();
        return name == null || name.isBlank() ? login(user) : name;
    }
}
