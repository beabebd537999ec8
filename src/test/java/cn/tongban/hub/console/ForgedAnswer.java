package cn.tongban.hub.console;

import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import no.nav.security.mock.oauth2.http.Route;
import okhttp3.Headers;

/** Goes before the provider's own answer to a code: gives a token of the test's making, once. */
final class ForgedAnswer implements Route {
    private volatile String token = "";

    void next(String idToken) {
        token = idToken;
    }

    @Override
    public boolean match(OAuth2HttpRequest request) {
        return !token.isEmpty() && request.getMethod().equals("POST") && request.getUrl().encodedPath().endsWith("/token");
    }

    @Override
    public OAuth2HttpResponse invoke(OAuth2HttpRequest request) {
        String body = "{\"token_type\":\"Bearer\",\"access_token\":\"" + token + "\",\"expires_in\":60,\"id_token\":\""
                + token + "\"}";
        token = "";
        return new OAuth2HttpResponse(Headers.of("Content-Type", "application/json"), 200, body, null);
    }
}
