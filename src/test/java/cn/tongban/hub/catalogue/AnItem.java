package cn.tongban.hub.catalogue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Canonical items for tests, all of them invented. */
final class AnItem {
    static final String CITY_BODY = "11610700Y00000016L";
    static final String DISTRICT_BODY = "11610700Y00000024F";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ObjectNode json = JSON.createObjectNode();

    private AnItem(String body, int level, String catalogCode) {
        json.put("taskCode", body + level + catalogCode).put("catalogCode", catalogCode).put("version", 1)
                .put("changedAt", "2026-01-05T09:00:00+08:00").put("state", "IN_USE").put("effectiveOn", "2026-01-10")
                .put("name", "食品经营许可(示例)").put("level", level == 3 ? "CITY" : "COUNTY").put("kind", "PROMISE")
                .put("conditions", "有固定场所").put("basis", "食品安全法第三十五条");
        json.putObject("promised").put("days", 5).put("unit", "WORKDAY");
        json.putObject("statutory").put("days", 20).put("unit", "WORKDAY");
        json.putObject("fee").put("charged", false);
        json.putObject("result").put("type", "LICENCE").put("name", "食品经营许可证");
        json.putArray("audience").add("LEGAL_PERSON");
        ArrayNode flow = json.putArray("flow");
        for (String node : new String[] {"受理", "审查", "决定"}) {
            flow.addObject().put("name", node);
        }
        json.putArray("forms").addObject().put("name", "申请书");
        material("M1", "营业执照", "REQUIRED", "CERTIFICATE", 1);
        material("M2", "场地证明", "TOLERABLE", "OTHER", 2);
    }

    static AnItem ofCity(String catalogCode) {
        return new AnItem(CITY_BODY, 3, catalogCode);
    }

    static AnItem ofDistrict(String catalogCode) {
        return new AnItem(DISTRICT_BODY, 4, catalogCode);
    }

    /** The catalogue code of an invented item. */
    static String code(int number) {
        return String.format("%012d", 131_000_000 + number);
    }

    AnItem with(Consumer<ObjectNode> change) {
        change.accept(json);
        return this;
    }

    AnItem version(int version, String changedAt) {
        json.put("version", version).put("changedAt", changedAt);
        return this;
    }

    AnItem material(String id, String name, String necessity, String type, int pages) {
        json.withArray("materials").addObject().put("materialId", id).put("name", name).put("necessity", necessity)
                .put("type", type).put("format", "BOTH").put("pages", pages);
        return this;
    }

    /** The material at this place. */
    ObjectNode material(int index) {
        return (ObjectNode) json.path("materials").path(index);
    }

    String taskCode() {
        return json.path("taskCode").asText();
    }

    ItemDocument document() {
        return ItemDocument.read(json.toString());
    }

    byte[] bytes() {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
