package cn.tongban.hub.console;

import cn.tongban.hub.account.Sessions;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfFilter;

/**
 * The door of the console: everything but what is open asks for a session, and everything that changes something for a token
 * that only our own pages know. The doors of partners and the API have guards of their own and never come by here.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class ConsoleSecurity {
    private static final Logger log = LoggerFactory.getLogger(ConsoleSecurity.class);

    /** The prefix of the address of what looks after itself. */
    private static final List<String> OTHERS =
            List.of("/api/", "/in/", "/services/", "/callback/", "/actuator/", "/materials/");

    private static final String[] OPEN = {"/login/**", "/login", "/logout", "/css/**", "/js/**", "/webjars/**", "/session", "/icon.svg", "/favicon.ico"};

    @Bean
    SecurityFilterChain consoleChain(HttpSecurity http, Sessions sessions, FormTokens tokens,
            ObjectProvider<IdentityProvider> provider) throws Exception {
        http.authorizeHttpRequests(requests -> requests.requestMatchers(OPEN).permitAll().anyRequest().authenticated())
                // Sessions are ours. Spring's would take each request for a new login and give its forms another token.
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .csrf(csrf -> csrf.csrfTokenRepository(tokens))
                .addFilterBefore(new SessionFilter(sessions), CsrfFilter.class)
                .exceptionHandling(errors -> errors
                        .authenticationEntryPoint((request, response, e) -> Entrance.show(request, response))
                        .accessDeniedHandler((request, response, e) -> Entrance.refuse(request, response)))
                // Headers are the business of one filter for all answers of the hub.
                .headers(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable);
        IdentityProvider known = provider.getIfAvailable();
        if (known != null) {
            known.letIn(http);
        }
        return http.build();
    }

    /** Else Boot would put it before everything by itself, as it does with each filter that is a bean. */
    @Bean
    FilterRegistrationBean<Filter> notByItself(@Qualifier("springSecurityFilterChain") Filter chain) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(chain);
        registration.setEnabled(false);
        return registration;
    }

    /** In place of Boot's registration, whose firewall would judge the addresses of partners too. */
    @Bean
    FilterRegistrationBean<Filter> consoleDoor(@Qualifier("springSecurityFilterChain") Filter chain) {
        Filter door = (request, response, rest) -> {
            String path = ((HttpServletRequest) request).getRequestURI();
            if (OTHERS.stream().anyMatch(path::startsWith)) {
                rest.doFilter(request, response);
            } else {
                chain.doFilter(request, response, rest);
            }
        };
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(door);
        registration.setOrder(-100);
        return registration;
    }

    /** What happens to somebody who is not in. */
    private static final class Entrance {
        /** A page sends to the door; what a page asks by itself is only told, so that nothing typed is lost. */
        static void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
            boolean page = request.getMethod().equals("GET") && request.getHeader("HX-Request") == null
                    && request.getHeader(SessionFilter.BY_ITSELF) == null && !LiveController.is(request);
            if (page) {
                response.sendRedirect("/login?to=" + URLEncoder.encode(Back.of(request), StandardCharsets.UTF_8));
            } else {
                response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            }
        }

        static void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
            log.atWarn().addKeyValue("from", request.getRemoteAddr()).log("A form without its token was refused");
            if (SessionFilter.session(request).isEmpty() && !request.getRequestURI().startsWith("/login")) {
                show(request, response);
            } else {
                response.sendRedirect("/login/stale");
            }
        }
    }
}
