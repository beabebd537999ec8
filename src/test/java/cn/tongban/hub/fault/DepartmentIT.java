package cn.tongban.hub.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.tongban.sandbox.citywindow.DeskClient;
import cn.tongban.sandbox.citywindow.Paper;
import cn.tongban.sandbox.citywindow.SyntheticCase;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.TextMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A department with its own credentials at the real hub: what it can do, and all that it cannot. */
class DepartmentIT {
    static final String ITEM = "11610700Y00000016L3000107999000";
    private static final String DESTINATION = "department.market-bureau";
    private static final int TAKE = 30_000;

    @TempDir
    private static Path folder;

    private static final int PORT = FreePorts.next();
    private static World world;
    private static int serial;

    @BeforeAll
    static void start() {
        world = World.start(folder, TestBundle.quick(folder.resolve("bundle")),
                hub -> hub.with("HUB_AMQP_PORT", Integer.toString(PORT)));
    }

    @AfterAll
    static void stop() {
        if (world != null) {
            world.close();
        }
    }

    /** A case that the market bureau decides. */
    static SyntheticCase caseFor(String item, int number) {
        String caseNo = item + "20260316" + String.format("%04d", number);
        SyntheticCase made = SyntheticCase.of(number, caseNo, OffsetDateTime.parse("2026-03-16T09:30:00+08:00"));
        made.document().put("taskCode", item).put("taskName", "特种设备使用登记(示例)");
        return made;
    }

    private static String handIn() {
        SyntheticCase made = caseFor(ITEM, ++serial);
        world.handIn(made);
        return made.caseNo();
    }

    private static String state(String caseNo) {
        return world.database().strings("select state from service_case where case_no = '" + caseNo + "'").get(0);
    }

    private static void awaitCase(String caseNo, String state) {
        await(state).atMost(World.PATIENCE).until(() -> state(caseNo), state::equals);
    }

    private static long recorded(String caseNo) {
        return world.database().number("select count(*) from message where case_no = '" + caseNo + "'");
    }

    @Test
    void aDepartmentTakesItsCaseClaimsAndDecidesItAndTheDeskHears() throws JMSException {
        String caseNo = handIn();
        try (PartyClient bureau = PartyClient.market(PORT)) {
            PartyClient.Mail mail = bureau.take(TAKE);

            assertThat(mail.type()).isEqualTo("case.submitted");
            assertThat(mail.body().path("caseNo").asText()).isEqualTo(caseNo);
            assertThat(mail.body().path("deliveryId").asText()).isEqualTo(mail.deliveryId());
            world.awaitState(caseNo, DESTINATION, "delivered");

            bureau.put("step", caseNo + "-1", PartyClient.step("S1", caseNo, "claimed"));
            bureau.put("step", caseNo + "-2", PartyClient.step("S2", caseNo, "decided"));

            awaitCase(caseNo, "DECIDED");
            await("the desk hears").atMost(World.PATIENCE).until(() -> world.window().requestsOf(caseNo).size() >= 2);
            // The other bureau may hear of decisions: one event, delivered and counted like everything else.
            world.awaitState(caseNo, "department.events", "delivered");
        }
    }

    @Test
    void aMaterialFollowsItsCaseAsALinkThatWorksOnce() throws Exception {
        String caseNo = handIn();
        Paper paper = Paper.pdf("安全技术档案", "安全技术档案.pdf", serial, 3_000_000);
        try (PartyClient bureau = PartyClient.market(PORT); DeskClient desk = world.desk()) {
            assertThat(desk.upload(caseNo, "M1", paper, "").status()).isEqualTo(202);
            assertThat(bureau.take(TAKE).type()).isEqualTo("case.submitted");
            PartyClient.Mail mail = bureau.take(TAKE);

            assertThat(mail.type()).isEqualTo("material.supplied");
            assertThat(mail.body().path("name").asText()).isEqualTo("安全技术档案");
            assertThat(mail.body().path("sm3").asText()).isEqualTo(paper.file().sm3());
            URI link = URI.create(mail.body().path("link").asText());
            assertThat(link.toString()).startsWith(world.hub().url().toString()).doesNotContain(caseNo);
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest get = HttpRequest.newBuilder(link).build();
            byte[] bytes = client.send(get, HttpResponse.BodyHandlers.ofByteArray()).body();
            assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
                    .isEqualTo(paper.file().sha256());
            assertThat(client.send(get, HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void whoMayHearOfDecisionsHearsThemAndNothingPersonal() throws JMSException {
        String caseNo = handIn();
        try (PartyClient bureau = PartyClient.market(PORT); PartyClient other = PartyClient.construction(PORT);
                MessageConsumer events = other.listen("case.decided")) {
            assertThat(bureau.take(TAKE).body().path("caseNo").asText()).isEqualTo(caseNo);
            bureau.put("step", caseNo + "-1", PartyClient.step("S1", caseNo, "claimed"));
            bureau.put("step", caseNo + "-2", PartyClient.step("S2", caseNo, "decided"));

            PartyClient.Mail event = PartyClient.next(events, TAKE);
            assertThat(event.body().path("caseNo").asText()).isEqualTo(caseNo);
            assertThat(event.body().path("result").asText()).isEqualTo("granted");
            assertThat(event.body().toString()).doesNotContain("测试丙");
            assertThatThrownBy(() -> bureau.listen("case.decided")).isInstanceOf(JMSException.class);
        }
    }

    @Test
    void anAnswerThatComesAgainIsOneEffect() throws JMSException {
        String caseNo = handIn();
        try (PartyClient bureau = PartyClient.market(PORT)) {
            assertThat(bureau.take(TAKE).body().path("caseNo").asText()).isEqualTo(caseNo);
            for (int i = 0; i < 5; i++) {
                bureau.put("step", caseNo + "-1", PartyClient.step("S1", caseNo, "claimed"));
            }
            bureau.put("step", caseNo + "-2", PartyClient.step("S2", caseNo, "decided"));
            awaitCase(caseNo, "DECIDED");
        }
        // The submission and two steps.
        assertThat(recorded(caseNo)).isEqualTo(3);
    }

    @Test
    void whatIsRefusedIsAnsweredWithItsPlaceAndForgedHeadersDoNothing() throws JMSException {
        String caseNo = handIn();
        try (PartyClient bureau = PartyClient.market(PORT)) {
            assertThat(bureau.take(TAKE).body().path("caseNo").asText()).isEqualTo(caseNo);
            TextMessage forged = bureau.session().createTextMessage(PartyClient.step("S1", caseNo, "claimed").toString());
            forged.setStringProperty("type", "step");
            forged.setStringProperty("idempotencyKey", caseNo + "-forged");
            for (String name : new String[] {
                "CAmelFileName", "CamelHttpUri", "camelhttpuri", "CamelHttpMethod", "CAmelExecCommandExecutable", "party",
                "connector", "operationName", "breadcrumbId"
            }) {
                forged.setStringProperty(name, "construction-bureau");
            }
            bureau.put(forged);
            awaitCase(caseNo, "IN_REVIEW");
            assertThat(world.database().strings("select distinct connector from case_step where case_no = '" + caseNo + "'"
                    + " and state = 'IN_REVIEW'")).containsOnly(DESTINATION);

            bureau.put("step", "bad-" + caseNo, PartyClient.step("S2", caseNo, "decided").put("status", "done"));
            PartyClient.Mail problem = bureau.take(TAKE);
            assertThat(problem.type()).isEqualTo("problem");
            assertThat(problem.regarding()).isEqualTo("bad-" + caseNo);
            assertThat(problem.body().path("code").asText()).isEqualTo("unknown-code");
            assertThat(problem.body().toString()).contains("/status").doesNotContain("测试");

            bureau.put("no-such-channel", "lost-" + caseNo, PartyClient.step("S3", caseNo, "decided"));
            assertThat(bureau.take(TAKE).type()).isEqualTo("problem");
        }
    }

    @Test
    void aDepartmentIsAskedForACaseAndGivesItBack() throws Exception {
        String caseNo = handIn();
        try (PartyClient bureau = PartyClient.market(PORT); DeskClient desk = world.desk()) {
            assertThat(bureau.take(TAKE).body().path("caseNo").asText()).isEqualTo(caseNo);
            bureau.put("step", caseNo + "-1", PartyClient.step("S1", caseNo, "claimed"));
            awaitCase(caseNo, "IN_REVIEW");

            assertThat(desk.takeBack(caseNo, "TB-1", "转错部门").status()).isEqualTo(202);
            PartyClient.Mail wish = bureau.take(TAKE);
            assertThat(wish.type()).isEqualTo("case.take-back-requested");
            bureau.put("take-back", "TB-1-answer", PartyClient.answer(caseNo, wish.body().path("takeBackId").asText(), "yes"));

            await("handler let go").atMost(World.PATIENCE).until(() -> world.database()
                    .strings("select handler from service_case where case_no = '" + caseNo + "'").get(0), ""::equals);
            await("the desk hears").atMost(World.PATIENCE).until(() -> world.database().number(
                    "select count(*) from delivery d where d.case_no = '" + caseNo
                            + "' and d.destination = 'city-window' and d.state = 'delivered'") >= 2);
        }
    }

    @Test
    void aStrangersCaseIsUnknownToAnotherDepartment() throws JMSException {
        String caseNo = handIn();
        try (PartyClient bureau = PartyClient.market(PORT);
                PartyClient other = PartyClient.construction(PORT)) {
            assertThat(bureau.take(TAKE).body().path("caseNo").asText()).isEqualTo(caseNo);
            other.put("step", "stranger", PartyClient.step("S1", caseNo, "decided"));

            assertThat(other.take(TAKE).body().path("code").asText()).isEqualTo("case-unknown");
            assertThat(recorded(caseNo)).isEqualTo(1);

            assertThatThrownBy(() -> other.session().createConsumer(other.session().createQueue("party.market-bureau.out")))
                    .isInstanceOf(JMSException.class);
            assertThatThrownBy(() -> other.session().createProducer(other.session().createQueue("party.market-bureau.in")))
                    .isInstanceOf(JMSException.class);
        }
    }

    @Test
    void objectsAndTheBrokersOwnProtocolAreRefused() throws Exception {
        try (PartyClient bureau = PartyClient.market(PORT)) {
            assertThatThrownBy(() -> bureau.put(bureau.session().createObjectMessage("serialized")))
                    .isInstanceOf(JMSException.class);
        }
        try (ActiveMQConnectionFactory core = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + PORT)) {
            core.setCallTimeout(3_000);
            core.setInitialConnectAttempts(1);
            assertThatThrownBy(() -> core.createConnection(PartyClient.MARKET, Secrets.MARKET_PASSWORD))
                    .isInstanceOf(JMSException.class);
        }
    }

    @Test
    void aKilledHubLosesNothingThatADepartmentPutAndNothingForIt() throws JMSException {
        String caseNo = handIn();
        world.awaitState(caseNo, DESTINATION, "delivered");
        world.hub().kill();
        world.hub().start();
        try (PartyClient bureau = PartyClient.market(PORT)) {
            assertThat(bureau.take(TAKE).body().path("caseNo").asText()).isEqualTo(caseNo);
            bureau.put("step", caseNo + "-1", PartyClient.step("S1", caseNo, "claimed"));
        }
        world.hub().kill();
        world.hub().start();
        awaitCase(caseNo, "IN_REVIEW");
        assertThat(recorded(caseNo)).isEqualTo(2);
    }
}
