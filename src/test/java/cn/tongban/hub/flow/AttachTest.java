package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.connector.Secret;
import cn.tongban.hub.connector.Sm3;
import cn.tongban.hub.connector.Sm3HeaderSignature;
import cn.tongban.hub.delivery.Outcome.Dead;
import cn.tongban.hub.delivery.Outcome.Delivered;
import cn.tongban.hub.delivery.Outcome.RetryLater;
import cn.tongban.hub.material.Papers;
import cn.tongban.hub.support.Digests;
import cn.tongban.hub.support.ErrorCode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The forms in which a request carries a material, seen by a partner on a real socket. */
class AttachTest extends Carrying {
    private static final String CONNECTOR = "connectors/office/connector.yaml";
    private static final String ROUTE = "routes/out/out.submit.camel.yaml";
    private static final String SEND = "kamelet:office-submit-sink";

    private final byte[] file = Papers.pdf(300_000);
    private final OneMaterial material = new OneMaterial(file);

    @BeforeEach
    void attachBeforeTheCall() {
        bundles.materials = material;
        String route = bundles.text(ROUTE);
        int at = route.lastIndexOf("        - to:", route.indexOf(SEND));
        bundles.file(ROUTE, route.substring(0, at) + "        - to: {id: attach, uri: \"hub:attach/office\"}\n"
                + route.substring(at));
    }

    @Test
    void asAStreamTheBytesAreTheBody() throws IOException {
        as("stream");
        Office office = office(200, YES);

        assertThat(send()).isInstanceOf(Delivered.class);

        Office.Request request = office.only();
        assertThat(request.body()).isEqualTo(file);
        assertThat(request.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(request.header("Content-Length")).isEqualTo(Integer.toString(file.length));
        assertThat(request.header("X-Sign")).isEqualTo(sign(request, Sm3.hex(file).getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void asAPartItStandsBesideTheDocument() throws IOException {
        as("multipart");
        Office office = office(200, YES);

        assertThat(send()).isInstanceOf(Delivered.class);

        Office.Request request = office.only();
        String boundary = "--" + request.header("Content-Type").replace("multipart/form-data; boundary=", "");
        String text = new String(request.body(), StandardCharsets.ISO_8859_1);
        String[] parts = text.split(java.util.regex.Pattern.quote(boundary));
        assertThat(parts[1]).startsWith("\r\nContent-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json");
        String document = parts[1].substring(parts[1].indexOf("\r\n\r\n") + 4, parts[1].length() - 2);
        assertThat(parts[2]).contains("name=\"file\"; filename=\"material\"; filename*=UTF-8''%E7%94%B3%E8%AF%B7%E4%B9%A6%201.pdf")
                .contains("Content-Type: application/pdf");
        assertThat(parts[2].substring(parts[2].indexOf("\r\n\r\n") + 4, parts[2].length() - 2))
                .isEqualTo(new String(file, StandardCharsets.ISO_8859_1));
        assertThat(parts[3]).isEqualTo("--\r\n");
        byte[] signed = document.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(request.header("X-Sign")).isEqualTo(sign(request, signed));
        assertThat(request.header("Content-Length")).isEqualTo(Integer.toString(request.body().length));
    }

    @Test
    void inBase64ItStandsInTheDocument() throws IOException {
        as("base64, pointer: /file/content");
        Office office = office(200, YES);

        assertThat(send()).isInstanceOf(Delivered.class);

        JsonNode body = new ObjectMapper().readTree(office.only().body());
        assertThat(Base64.getDecoder().decode(body.at("/file/content").asText())).isEqualTo(file);
        assertThat(body.path("name").asText()).isEqualTo(NAME);
    }

    @Test
    void aLargeOneDoesNotFitIntoADocument() throws IOException {
        bundles.materials = new OneMaterial(Papers.pdf((2 << 20) + 1));
        as("base64");
        Office office = office(200, YES);

        assertThat(send()).isInstanceOfSatisfying(Dead.class, dead ->
                assertThat(dead.code()).isEqualTo(ErrorCode.MATERIAL_TOO_LARGE));
        assertThat(office.requests()).isEmpty();
    }

    @Test
    void asALinkOnlyItsAddressLeaves() throws IOException {
        as("link, pointer: /link");
        Office office = office(200, YES);

        assertThat(send()).isInstanceOf(Delivered.class);

        JsonNode body = new ObjectMapper().readTree(office.only().body());
        assertThat(body.path("link").asText()).isEqualTo("http://hub.example/materials/office-" + DELIVERY);
    }

    @Test
    void bytesThatAreGoneAreOurDefectAndNothingLeaves() throws IOException {
        material.gone = true;
        as("stream");
        Office office = office(200, YES);

        assertThat(send()).isInstanceOfSatisfying(Dead.class, dead ->
                assertThat(dead.code()).isEqualTo(ErrorCode.MATERIAL_UNKNOWN));
        assertThat(office.requests()).isEmpty();
    }

    @Test
    void aStoreThatIsAwayIsTriedAgain() throws IOException {
        material.away = true;
        as("stream");
        Office office = office(200, YES);

        assertThat(send()).isInstanceOfSatisfying(RetryLater.class, later ->
                assertThat(later.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE));
        assertThat(office.requests()).isEmpty();
    }

    @Test
    void whatWasSentIsOnRecord() throws IOException {
        as("stream");
        office(200, YES);

        assertThat(carrier.send(submission()).sentDigest()).isEqualTo(Digests.hex(Digests.sha256(file)));
    }

    private void as(String form) {
        bundles.file(CONNECTOR, bundles.text(CONNECTOR) + "\nmaterials: {as: " + form + "}\n");
    }

    private static String sign(Office.Request request, byte[] covered) {
        return Sm3HeaderSignature.sign(new Secret("office-sign-key"), covered, request.header("X-Timestamp"),
                request.header("X-Nonce"));
    }
}
