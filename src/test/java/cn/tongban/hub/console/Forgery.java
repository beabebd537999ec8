package cn.tongban.hub.console;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;

/** ID tokens, each wrong in one way but the last. */
enum Forgery {
    UNSIGNED, OTHER_KEY, KEY_IN_THE_HEADER, SYMMETRIC, NO_TOKEN,
    /** These have the provider's own signature. */
    OTHER_AUDIENCE, EXPIRED, OTHER_ISSUER, OTHER_NONCE, GENUINE;

    static final String CLIENT = "tongban-hub";

    String token(MockOAuth2Server provider, String nonce, String subject) throws JOSEException {
        Map<String, Object> claims = new HashMap<>(Map.of("sub", subject, "aud", this == OTHER_AUDIENCE ? "somebody-else" : CLIENT,
                "nonce", this == OTHER_NONCE ? "another" : nonce, "roles", List.of("monitor"), "preferred_username", subject));
        Duration life = Duration.ofHours(this == EXPIRED ? -1 : 1);
        RSAKey own = new RSAKeyGenerator(2048).keyID("staff").generate();
        JWSHeader.Builder rsa = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("staff");
        return switch (this) {
            case NO_TOKEN -> "x.y.z";
            case UNSIGNED -> new PlainJWT(set(provider, claims)).serialize();
            case OTHER_KEY -> signed(rsa.build(), new RSASSASigner(own), set(provider, claims));
            case KEY_IN_THE_HEADER -> signed(rsa.jwk(own.toPublicJWK()).jwkURL(URI.create("https://evil.example/keys")).build(),
                    new RSASSASigner(own), set(provider, claims));
            case SYMMETRIC -> signed(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("staff").build(),
                    new MACSigner("word".repeat(8)), set(provider, claims));
            default -> provider.anyToken(provider.issuerUrl(this == OTHER_ISSUER ? "others" : "staff"), claims, life).serialize();
        };
    }

    private static JWTClaimsSet set(MockOAuth2Server provider, Map<String, Object> claims) {
        JWTClaimsSet.Builder set = new JWTClaimsSet.Builder();
        claims.forEach(set::claim);
        return set.issuer(provider.issuerUrl("staff").toString()).issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(3600))).build();
    }

    private static String signed(JWSHeader header, JWSSigner signer, JWTClaimsSet claims) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }
}
