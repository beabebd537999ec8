package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.connector.Secret;
import cn.tongban.hub.connector.Sm3HeaderSignature;
import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.delivery.AttemptResult;
import cn.tongban.hub.delivery.Outcome.Dead;
import cn.tongban.hub.delivery.Outcome.Delivered;
import cn.tongban.hub.delivery.Outcome.Doubtful;
import cn.tongban.hub.delivery.Outcome.Refused;
import cn.tongban.hub.delivery.Outcome.RetryLater;
import cn.tongban.hub.delivery.ProbeAnswer;
import cn.tongban.hub.support.Digests;
import cn.tongban.hub.support.ErrorCode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CamelCarrierTest extends Carrying {
    @Test
    void deliversASignedRequestAndKeepsTheReceipt() throws IOException {
        Office office = office(200, YES);

        AttemptResult result = carrier.send(submission());

        assertThat(result.outcome()).isEqualTo(new Delivered("HZ1", false));
        assertThat(result.bundleDigest()).isEqualTo(active.digest().orElseThrow());
        Office.Request request = office.only();
        assertThat(request.line()).isEqualTo("POST /office/cases");
        assertThat(result.sentDigest()).isEqualTo(Digests.hex(Digests.sha256(request.body())));
        JsonNode body = new ObjectMapper().readTree(request.body());
        assertThat(body.path("requestId").asText()).isEqualTo(DELIVERY.toString());
        assertThat(body.path("name").asText()).isEqualTo(NAME);
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.header("Idempotency-Key")).isEqualTo(DELIVERY.toString());
        assertThat(request.header("X-App-Id")).isEqualTo("hub-test");
        assertThat(request.header("X-Sign")).isEqualTo(Sm3HeaderSignature.sign(new Secret("office-sign-key"),
                request.body(), request.header("X-Timestamp"), request.header("X-Nonce")));
        assertThat(request.header("traceparent"))
                .startsWith("00-" + submission().messageId().toString().replace("-", "") + "-");
        assertThat(request.names()).noneMatch(name -> name.startsWith("camel"));
    }

    @Test
    void aReceiptOfAnotherDeliveryIsADoubt() throws IOException {
        office(200, YES.replace(DELIVERY.toString(), UUID.randomUUID().toString()));
        assertThat(send()).isInstanceOfSatisfying(Doubtful.class, outcome ->
                assertThat(outcome.code()).isEqualTo(ErrorCode.RECEIPT_FOREIGN));

        office(200, "{\"code\":\"200\"}");
        assertThat(send()).isInstanceOfSatisfying(Doubtful.class, outcome ->
                assertThat(outcome.code()).isEqualTo(ErrorCode.RECEIPT_FOREIGN));
    }

    @Test
    void aRefusalKeepsThePartnersReasonWithoutThePerson() throws IOException {
        office(200, "{\"code\":\"300\",\"msg\":\"" + NAME + " 证号 610702190001010011 不符\"}");

        assertThat(send()).isEqualTo(new Refused(ErrorCode.DESTINATION_REFUSED, "300 *** 证号 *** 不符"));
    }

    @Test
    void aPartnerThatAsksToComeBackIsAskedOnceAndLater() throws IOException {
        Office office = office(503, "", "Retry-After: 7");

        AttemptResult result = carrier.send(submission());

        assertThat(result.outcome()).isEqualTo(
                new RetryLater(ErrorCode.DESTINATION_UNREACHABLE, "503", Duration.ofSeconds(7)));
        assertThat(office.requests()).as("the client must not repeat by itself").hasSize(1);
    }

    @Test
    void ourOwnDefectsAreDeadAndNothingLeaves() throws IOException {
        Office office = office(200, YES);
        bundles.file("mappings/office/case-from-canonical.jslt", "{\"requestId\": $context.deliveryId}");
        swap();
        AttemptResult contract = carrier.send(submission());
        bundles.file("mappings/office/case-from-canonical.jslt", "{\"requestId\": error(\"broken\")}");
        swap();
        AttemptResult mapping = carrier.send(submission());

        assertThat(contract.outcome()).isInstanceOfSatisfying(Dead.class, dead ->
                assertThat(dead.code()).isEqualTo(ErrorCode.CONTRACT_VIOLATION));
        assertThat(mapping.outcome()).isInstanceOfSatisfying(Dead.class, dead ->
                assertThat(dead.code()).isEqualTo(ErrorCode.MAPPING_FAILED));
        assertThat(contract.sentDigest()).isNull();
        assertThat(office.requests()).isEmpty();
    }

    @Test
    void whereNoRouteLeadsIsDead() throws IOException {
        office(200, YES);
        Attempt unknown = attempt("case.revoked");

        assertThat(carrier.send(unknown).outcome()).isEqualTo(new Dead(ErrorCode.NO_ROUTE, "case.revoked to office"));
        active.close();
        assertThat(carrier.send(unknown).outcome()).isInstanceOf(RetryLater.class);
    }

    @Test
    void probesAreSettledByTheNamedDeliveryOnly() throws IOException {
        Office office = office(200, YES);
        assertThat(carrier.probe(submission())).isEqualTo(new ProbeAnswer.Found("HZ1"));
        assertThat(office.only().line()).isEqualTo("GET /office/cases/P-1");
        assertThat(office.only().body()).isEmpty();

        office(404, "");
        assertThat(carrier.probe(submission())).isEqualTo(new ProbeAnswer.Absent());
        office(200, YES.replace(DELIVERY.toString(), "other"));
        assertThat(carrier.probe(submission())).isInstanceOf(ProbeAnswer.Unknown.class);
        office(500, "");
        assertThat(carrier.probe(submission())).isInstanceOf(ProbeAnswer.Unknown.class);
        raw(socket -> Office.readHead(socket));
        assertThat(carrier.probe(submission())).isInstanceOf(ProbeAnswer.Unknown.class);
    }
}
