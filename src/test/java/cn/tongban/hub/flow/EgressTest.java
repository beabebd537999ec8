package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.delivery.AttemptResult;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.delivery.Outcome.RetryLater;
import cn.tongban.hub.egress.CertificateFacts;
import cn.tongban.hub.egress.CertificateFacts.Urgency;
import cn.tongban.hub.egress.Egress;
import cn.tongban.hub.support.Certs;
import cn.tongban.hub.support.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways out through proxies and with certificates, over real sockets. */
class EgressTest extends Carrying {
    private static final String EGRESS =
            """
            egress:
                proxy: {address: proxy-address, user: proxy-user, password: proxy-word}
                certificate: {store: client-store, password: store-word}
                trust: trust-file
            """;

    @TempDir
    static Path made;

    @TempDir
    Path data;

    private static Certs server;
    private static Certs client;
    private static Certs ended;

    @BeforeAll
    static void keys() {
        server = Certs.make(made, "server", 90);
        client = Certs.make(made, "client", 10);
        ended = Certs.expired(made, "ended");
    }

    @BeforeEach
    void declare() throws IOException, GeneralSecurityException {
        bundles.egress = new Egress(data.resolve("certs"), Clock.systemUTC());
        Files.createDirectories(data.resolve("certs"));
        Files.copy(server.trust(), data.resolve("certs/city.pem"));
        Files.copy(client.store(), data.resolve("certs/hub.p12"));
        declare(EGRESS, "proxy-user, proxy-word, store-word");
        bundles.environment.put("HUB_SECRET_OFFICE_PROXY_USER", "hub");
        bundles.environment.put("HUB_SECRET_OFFICE_PROXY_WORD", "proxy password");
        bundles.environment.put("HUB_SECRET_OFFICE_STORE_WORD", Certs.PASSWORD);
        bundles.environment.put("HUB_CONNECTOR_OFFICE_TRUST_FILE", "city.pem");
    }

    @Test
    void bothSidesShowTheirCertificatesThroughAProxyThatWantsAPassword() throws Exception {
        TunnelProxy proxy = keep(new TunnelProxy("hub", "proxy password", ""));
        Office office = mutual();
        bundles.environment.put("HUB_CONNECTOR_OFFICE_PROXY_ADDRESS", "127.0.0.1:" + proxy.port());
        bundles.environment.put("HUB_CONNECTOR_OFFICE_CLIENT_STORE", "hub.p12");
        swap();

        assertThat(send()).isInstanceOf(Outcome.Delivered.class);
        assertThat(send()).isInstanceOf(Outcome.Delivered.class);

        assertThat(proxy.heads()).as("one question for the password, one tunnel for both").hasSize(2)
                .allSatisfy(head -> assertThat(head).startsWith("CONNECT localhost:" + office.port()));
        assertThat(office.requests()).hasSize(2)
                .allSatisfy(request -> assertThat(request.names()).doesNotContain("proxy-authorization"));
        assertThat(bundles.egress.book().all()).extracting(CertificateFacts::side)
                .containsExactly(CertificateFacts.Side.OWN, CertificateFacts.Side.PARTNER);
        assertThat(bundles.egress.book().all()).extracting(fact -> fact.urgency(Instant.now()))
                .containsExactly(Urgency.SOON, Urgency.FINE);
    }

    @Test
    void whatTheProxyAnswersIsNoAnswerOfThePartner() throws Exception {
        for (String refusal : List.of("HTTP/1.1 502 No way", "HTTP/1.1 407 Who are you", "HTTP/1.1 200", "HTTP/1.1 403 No")) {
            TunnelProxy proxy = keep(new TunnelProxy("other", "word", refusal.endsWith("200") ? "" : refusal));
            mutual();
            bundles.environment.put("HUB_CONNECTOR_OFFICE_PROXY_ADDRESS", "127.0.0.1:" + proxy.port());
            assertUnreachable();
        }
    }

    @Test
    void aCertificateInASecretServesAsWell() throws Exception {
        declare("egress: {certificate: {pem: client-pem}, trust: trust-file}\n", "client-pem");
        bundles.environment.put("HUB_SECRET_OFFICE_CLIENT_PEM", client.pem());
        mutual();
        swap();

        assertThat(send()).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void aPartnerWithoutTheRightNameOrAuthorityGetsNothing() throws Exception {
        Certs other = Certs.make(made, "other", "-1d", 90, "san=dns:elsewhere.example");
        Office wrongName = secured(other);
        Files.copy(other.trust(), data.resolve("certs/city.pem"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(reason()).contains("another name");

        Office untrusted = secured(server);
        assertThat(reason()).contains("not trusted");

        assertThat(wrongName.requests()).isEmpty();
        assertThat(untrusted.requests()).isEmpty();
    }

    @Test
    void anExpiredCertificateOfThePartnerIsNoticedAlsoWhenItIsPinned() throws Exception {
        Office office = secured(ended);
        Files.copy(ended.trust(), data.resolve("certs/city.pem"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(reason()).contains("partner's certificate has expired");

        assertThat(office.requests()).isEmpty();
        assertThat(bundles.egress.book().all()).singleElement()
                .satisfies(fact -> assertThat(fact.urgency(Instant.now())).isEqualTo(Urgency.EXPIRED));
    }

    @Test
    void ourOwnExpiredCertificateHoldsDeliveriesBackAndARenewedFileLetsThemGoWithoutARestart() throws Exception {
        Files.copy(ended.store(), data.resolve("certs/hub.p12"), StandardCopyOption.REPLACE_EXISTING);
        bundles.environment.put("HUB_CONNECTOR_OFFICE_CLIENT_STORE", "hub.p12");
        Office office = mutual();
        assertThat(reason()).contains("our own certificate has expired");
        assertThat(office.requests()).isEmpty();

        Files.writeString(data.resolve("certs/hub.p12"), "half a file");
        assertThat(carrier.send(submission()).outcome()).as("the old keys stay until the new ones are whole")
                .isInstanceOfSatisfying(RetryLater.class, later -> assertThat(later.reason()).contains("expired"));
        assertThat(bundles.egress.book().troubles()).containsKey("office");
        Files.copy(client.store(), data.resolve("certs/hub.p12"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(send()).isInstanceOf(Outcome.Delivered.class);
        assertThat(bundles.egress.book().troubles()).isEmpty();
    }

    @Test
    void onlyTheEnvironmentMayNameAPlaceOutsideOfTheFolder() throws Exception {
        mutual();
        bundles.environment.put("HUB_CONNECTOR_OFFICE_CLIENT_STORE", client.store().toString());
        swap();
        assertThat(send()).isInstanceOf(Outcome.Delivered.class);

        bundles.environment.remove("HUB_CONNECTOR_OFFICE_CLIENT_STORE");
        declare(EGRESS, "proxy-user, proxy-word, store-word", client.store().toString());
        assertThat(reason()).contains("cannot be used");
        bundles.environment.put("HUB_CONNECTOR_OFFICE_CLIENT_STORE", "../secrets/x");
        assertThat(reason()).contains("cannot be used");
    }

    private String reason() {
        swap();
        AttemptResult result = carrier.send(submission());
        assertThat(result.sentDigest()).isNull();
        RetryLater later = (RetryLater) result.outcome();
        assertThat(later.code()).isEqualTo(ErrorCode.DESTINATION_UNREACHABLE);
        return later.reason();
    }

    private Office mutual() throws Exception {
        Office office = keep(Office.secured(server.server(client), true, 200, YES));
        use("https://localhost:" + office.port() + "/office");
        return office;
    }

    private Office secured(Certs certs) throws Exception {
        Office office = keep(Office.secured(certs.server(), false, 200, YES));
        use("https://localhost:" + office.port() + "/office");
        return office;
    }

    private void declare(String egress, String secrets) {
        declare(egress, secrets, "");
    }

    private void declare(String egress, String secrets, String store) {
        String yaml = bundles.text("connectors/office/connector.yaml")
                .replaceFirst("secrets: \\[", "secrets: [" + secrets + ", ")
                .replace("settings: {", "settings: {proxy-address: \"\", client-store: \"" + store + "\", trust-file: \"\", ")
                .replace("{connect: 300ms, answer: 500ms, total: 1s}", "{connect: 5s, answer: 10s, total: 20s}")
                .replaceFirst("(?m)^deliver:\n", "deliver:\n  " + egress);
        bundles.file("connectors/office/connector.yaml", yaml);
    }
}
