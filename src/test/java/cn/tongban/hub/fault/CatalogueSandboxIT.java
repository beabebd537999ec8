package cn.tongban.hub.fault;

import static cn.tongban.hub.fault.CatalogueWorld.soon;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.ContractLibrary;
import cn.tongban.sandbox.citywindow.DeskClient;
import cn.tongban.sandbox.citywindow.SyntheticCase;
import cn.tongban.sandbox.wire.WireAnswer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The province's catalogue, the hub and a desk, each a process of its own. */
class CatalogueSandboxIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CITY = "11610700Y00000016L3000118999000";
    private static final String DISTRICT = "11610700Y00000024F4000118999000";
    private static final String FOOD = SyntheticCase.FOOD_LICENCE;
    private static final String DISTRICT_FOOD = "11610700Y00000024F4000131999000";

    @TempDir
    private static Path folder;

    private static CatalogueWorld catalogue;
    private static int serial;

    @BeforeAll
    static void start() {
        catalogue = CatalogueWorld.start(folder);
    }

    @AfterAll
    static void stop() {
        catalogue.close();
    }

    @AfterEach
    void heal() {
        catalogue.province().noFaults();
    }

    private static JsonNode comparison() {
        return catalogue.api("/items/comparisons").path(0);
    }

    /** Publishes the next version of an item with these fields, told or not. */
    private static void publish(String method, String taskCode, String fields) {
        catalogue.province().command(method, "items/" + taskCode, fields);
    }

    private static WireAnswer handIn(String taskCode) throws IOException {
        String caseNo = taskCode + "20260316%04d".formatted(++serial);
        String body = new String(SyntheticCase.of(serial, caseNo, OffsetDateTime.now(ZoneId.of("Asia/Shanghai"))).bytes(),
                StandardCharsets.UTF_8).replace("\"taskCode\":\"" + FOOD, "\"taskCode\":\"" + taskCode);
        try (DeskClient desk = catalogue.world().desk()) {
            return desk.submit(body.getBytes(StandardCharsets.UTF_8), "");
        }
    }

    @Test
    void aCaseOfAPairThatDiffersIsRefusedUntilTheProvinceCorrectsIt() throws IOException {
        publish("PUT", DISTRICT, "{\"promiseDay\":7}");
        soon(() -> assertThat(catalogue.api("/items/" + CITY).at("/summary/refusal").asText()).isEqualTo("item-not-unified"));
        soon(() -> {
            WireAnswer refused = handIn(CITY);
            assertThat(refused.status()).isEqualTo(422);
            JsonNode problem = JSON.readTree(refused.body());
            assertThat(problem.path("code").asText()).isEqualTo("item-not-unified");
            assertThat(problem.path("detail").asText()).contains("四统一");
            assertThat(problem.at("/places/0/pointer").asText()).isEqualTo("/item/taskCode");
            assertThat(problem.at("/places/0/detail").asText()).contains("promised");
        });
        assertThat(handIn("11610700Y00000016L3000131998000").status()).isEqualTo(202);

        JsonNode city = catalogue.province().command("GET", "items/" + CITY, "");
        ObjectNode mended = JSON.createObjectNode();
        mended.set("materials", city.path("materials"));
        mended.set("promiseDay", city.path("promiseDay"));
        publish("POST", DISTRICT, mended.toString());

        soon(() -> assertThat(handIn(CITY).status()).isEqualTo(202));
        soon(() -> assertThat(comparison().path("same").asBoolean()).isTrue());
    }

    @Test
    void aPausedItemIsRefusedAndComesBack() throws IOException {
        String item = "11610700Y00000016L3000114999000";
        publish("POST", item, "{\"taskState\":\"2\"}");

        soon(() -> assertThat(JSON.readTree(handIn(item).body()).path("code").asText()).isEqualTo("item-not-in-use"));
        publish("POST", item, "{\"taskState\":\"1\"}");
        soon(() -> assertThat(handIn(item).status()).isEqualTo(202));
        assertThat(catalogue.api("/items/" + item + "/versions")).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void whatTheProvinceNeverToldIsFoundByComparison() {
        publish("PUT", DISTRICT_FOOD, "{\"acceptCondition\":\"符合法律、法规规定的条件,申请材料齐全\",\"resultName\":\"食品经营许可证件 \"}");

        soon(() -> assertThat(catalogue.api("/items/" + DISTRICT_FOOD).at("/item/result/name").asText()).isEqualTo("食品经营许可证件 "));
        soon(() -> assertThat(comparison().path("same").asBoolean()).isTrue());
        assertThat(comparison().path("open")).isEmpty();
    }

    @Test
    void whatIsOnlyHereIsListedAndStays() {
        String gone = "11610700Y00000024F4000125997000";
        JsonNode item = catalogue.province().command("GET", "items/" + gone, "");
        catalogue.province().command("DELETE", "items/" + gone, "");

        soon(() -> {
            JsonNode open = comparison().at("/open/0");
            assertThat(open.path("taskCode").asText()).isEqualTo(gone);
            assertThat(open.path("kind").asText()).isEqualTo("ONLY_HERE");
        });
        assertThat(catalogue.api("/items/" + gone).at("/summary/state").asText()).isEqualTo("IN_USE");

        ObjectNode again = ((ObjectNode) item).without("digest");
        catalogue.province().command("POST", "items", again.toString());
        soon(() -> assertThat(comparison().path("open")).isEmpty());
        // The same states once more on the same day.
        catalogue.province().command("DELETE", "items/" + gone, "");
        soon(() -> assertThat(comparison().path("open")).hasSize(1));
        catalogue.province().command("POST", "items", again.toString());
        soon(() -> assertThat(comparison().path("open")).isEmpty());
    }

    @Test
    void aWindowWithoutRowsFetchesNothingAnew() {
        soon(() -> assertThat(comparison().path("same").asBoolean()).isTrue());
        long before = catalogue.number("select count(*) from message where type = 'item.published'");
        long looks = questions("inventory").size();

        soon(() -> assertThat(questions("inventory")).hasSizeGreaterThan((int) looks + 5));

        assertThat(catalogue.number("select count(*) from message where type = 'item.published'")).isEqualTo(before);
        List<RawRequest> all = questions("inventory");
        List<RawRequest> since = all.subList((int) looks, all.size());
        assertThat(since).allSatisfy(request -> assertThat(request.answer()).contains("\"same\":true", "\"entries\":[]"));
    }

    @Test
    void questionsAnswersAndItemsKeepTheContract() throws IOException {
        ContractLibrary contracts = ContractLibrary.compile(BundleFiles.fromDirectory(Path.of("")));
        for (String operation : List.of("changes", "inventory", "items")) {
            String answered = operation.equals("inventory") ? "inventory-answer" : "items-answer";
            for (RawRequest request : questions(operation).subList(0, 3)) {
                assertValid(contracts, operation + "-question", JSON.readTree(request.body()));
                assertValid(contracts, answered, JSON.readTree(request.answer()));
                for (JsonNode item : JSON.readTree(request.answer()).path("items")) {
                    assertValid(contracts, "item", item);
                }
            }
        }
    }

    private static void assertValid(ContractLibrary contracts, String contract, JsonNode document) {
        assertThat(contracts.validate("province-catalogue/" + contract, document, LocalDate.of(2026, 12, 31)).errors())
                .as(document::toString).isEmpty();
    }

    private static List<RawRequest> questions(String operation) {
        return catalogue.province().requests(request -> request.is(operation));
    }

    @ParameterizedTest
    @CsvSource({"slow", "silent", "answer-held", "request-lost", "answer-lost", "error-after-work", "reset", "truncated",
        "malformed", "error-text", "foreign-receipt", "busy", "refused", "wrong-charset", "closed"})
    void whateverGoesWrongAChangeComesDownOnce(String fault) {
        String rules = "{\"fault\":\"%s\",\"times\":4,\"millis\":1500}".formatted(fault);
        catalogue.province().faults(rules);
        publish("POST", FOOD, "{\"feeBasis\":\"%s\"}".formatted(fault));

        soon(() -> assertThat(catalogue.api("/items/" + FOOD).at("/item/fee/basis").asText()).isEqualTo(fault));
        soon(() -> assertThat(comparison().path("same").asBoolean()).isTrue());
        int version = catalogue.api("/items/" + FOOD).at("/summary/version").asInt();
        assertThat(catalogue.number("select count(*) from item_version where task_code = '%s' and version = %d"
                .formatted(FOOD, version))).isEqualTo(1);
        assertThat(catalogue.number("select count(*) from message where type = 'item.published'"))
                .isEqualTo(catalogue.number("select count(*) from item_version"));
    }

    @Test
    void aKillInTheMiddleLosesNothing() {
        for (int i = 0; i < 120; i++) {
            publish("POST", FOOD, "{\"resultName\":\"第%d版\"}".formatted(i));
            if (i == 60) {
                catalogue.world().hub().kill();
            }
        }
        catalogue.world().hub().start();

        soon(() -> assertThat(catalogue.api("/items/" + FOOD).at("/item/result/name").asText()).isEqualTo("第119版"));
        assertThat(catalogue.number("select count(distinct version) from item_version where task_code = '" + FOOD + "'"))
                .isEqualTo(catalogue.api("/items/" + FOOD).at("/summary/version").asLong());
    }
}
