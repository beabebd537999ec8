package cn.tongban.hub.web;

import static cn.tongban.hub.web.PublishedItem.CITY;
import static cn.tongban.hub.web.PublishedItem.DISTRICT;
import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.account.Role;
import cn.tongban.hub.catalogue.Items;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.web.RunningHub.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ItemApiIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    private String token;
    private Visitor visitor;

    @BeforeEach
    void publish() {
        token = HUB.token(Scope.READ);
        visitor = Visitor.as(HUB, Role.MONITOR);
        // Looks at the emptied database once, so that what an earlier test published is forgotten.
        HUB.bean(Items.class).comparisons();
        HUB.get("/api/v1/items", token);
        PublishedItem.publish(HUB, CITY, 1, "有固定场所");
        PublishedItem.publish(HUB, DISTRICT, 1, "=HYPERLINK(1)");
    }

    private JsonNode get(String path) {
        Answer answer = HUB.get("/api/v1/items" + path, token);
        assertThat(answer.status()).as(answer.raw()::body).isEqualTo(200);
        return answer.json();
    }

    @Test
    void itemsAreListedWithWhatIsKnownAgainstThem() {
        JsonNode first = get("?limit=1");

        assertThat(first.at("/items/0/taskCode").asText()).isEqualTo(CITY);
        assertThat(first.at("/items/0/refusal").asText()).isEqualTo("item-not-unified");
        JsonNode second = get("?limit=1&before=" + first.path("next").asText());
        assertThat(second.at("/items/0/taskCode").asText()).isEqualTo(DISTRICT);
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(get("?level=CITY&state=IN_USE&pair=DIFFERENT&refused=true").path("items")).hasSize(1);
        assertThat(get("?text=" + CITY.substring(0, 20)).path("items")).hasSize(1);
        assertThat(HUB.get("/api/v1/items?pair=NO", token).status()).isEqualTo(400);
        assertThat(HUB.get("/api/v1/items", "").status()).isEqualTo(401);
    }

    @Test
    void oneItemItsVersionsAndItsMaterials() {
        PublishedItem.publish(HUB, CITY, 2, "有固定场所和设备");

        assertThat(get("/" + CITY).at("/item/conditions").asText()).isEqualTo("有固定场所和设备");
        assertThat(get("/" + CITY).at("/pairs/0/differences/0/districtValue").asText()).isEqualTo("=HYPERLINK(1)");
        assertThat(get("/" + CITY + "?on=2025-12-31").at("/summary/state").asText()).isEqualTo("NOT_YET");
        assertThat(get("/" + CITY + "/versions")).hasSize(2).anySatisfy(version -> {
            assertThat(version.path("version").asInt()).isEqualTo(2);
            assertThat(version.path("applies").asBoolean()).isTrue();
        });
        assertThat(get("/" + CITY + "/materials").path("materials")).hasSize(1);
        assertThat(get("/" + CITY + "/materials?situation=S1").path("materials")).hasSize(2);
        Answer unknown = HUB.get("/api/v1/items/" + CITY + "/materials?situation=S9", token);
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(HUB.get("/api/v1/items/NONE", token).json().path("code").asText()).isEqualTo("item-not-published");
        assertThat(HUB.get("/api/v1/items/NONE/versions", token).status()).isEqualTo(404);
    }

    @Test
    void theReportAsJsonAndAsAFileForSpreadsheets() {
        JsonNode report = get("/unification?status=DIFFERENT");

        assertThat(report.at("/items/0/differences/0/field").asText()).isEqualTo("conditions");
        assertThat(report.at("/items/0/differences/0/severity").asText()).isEqualTo("BLOCKING");
        Answer csv = HUB.send(HUB.request("/api/v1/items/unification", token).header("Accept", "text/csv").GET());
        assertThat(csv.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(csv.raw().body()).startsWith("\uFEFF基本编码,").contains(",'=HYPERLINK(1),有固定场所,须一致\r\n");
        assertThat(visitor.get("/items/unification.csv?lang=en").raw().body()).startsWith("\uFEFFcatalogue code,");
    }

    @Test
    void thePageSaysInBothLanguagesWhatDiffers() {
        String list = visitor.get("/items").raw().body();
        assertThat(list).contains("<html lang=\"zh-CN\"", "1 对不一致", CITY, DISTRICT, "不可:不一致", "light-care")
                .doesNotContain("<script>").doesNotContain("style=");
        assertThat(visitor.get("/items?lang=en&show=refused").raw().body())
                .contains("1 differs", "no: differ", "href=\"/items/" + CITY + "\"");
        assertThat(visitor.get("/items?text=%E6%B2%A1%E6%9C%89").raw().body()).contains("没有符合条件的事项");
        assertThat(visitor.get("/items/" + DISTRICT).raw().body())
                .contains("受理条件", "=HYPERLINK(1)", "有固定场所", "须一致", "营业执照", "授权委托书", "委托他人", "今日适用");
        assertThat(visitor.get("/items/NONE").status()).isEqualTo(404);
        assertThat(visitor.get("/items?text=%22%3E%3Cscript%3E").raw().body()).doesNotContain("\"><script>");
        assertThat(visitor.get("/").raw().body()).contains("href=\"/items\"", "事项目录");
    }
}
