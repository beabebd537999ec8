package cn.tongban.sandbox.citywindow;

import cn.tongban.sandbox.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * A case that nobody handed in: about 2 kB of JSON as a desk sends it. The same number gives the same person, firm and
 * case number.
 */
public final class SyntheticCase {
    /** 食品经营许可(示例), decided by the city. */
    public static final String FOOD_LICENCE = "11610700Y00000016L3000131999000";

    private static final int SERIALS_PER_DAY = 9000;
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);
    private static final String[] PAPERS = {
        "食品经营许可申请书", "营业执照复印件", "经营场所平面图", "食品安全管理制度", "从业人员健康证明", "法定代表人身份证明",
        "场地使用证明", "设备布局说明", "食品安全员培训证明", "消毒与冷藏设施清单", "委托代理书", "真实性承诺书"
    };
    private static final String[] GIVEN = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};

    private final ObjectNode body = Json.object();

    private SyntheticCase() {}

    /** The case number {@code n}, from 0; none of them is magic. */
    public static String caseNo(long n) {
        LocalDate day = FIRST_DAY.plusDays(n / SERIALS_PER_DAY);
        return FOOD_LICENCE + day.format(DateTimeFormatter.BASIC_ISO_DATE)
                + String.format("%04d", n % SERIALS_PER_DAY + 1);
    }

    /** Case {@code n}, handed in five minutes before {@code now} and accepted at once. */
    public static SyntheticCase of(long n, OffsetDateTime now) {
        return of(n, caseNo(n), now);
    }

    /** The people and papers of {@code n} under a case number of the caller's choice. */
    public static SyntheticCase of(long n, String caseNo, OffsetDateTime now) {
        OffsetDateTime received = now.minus(Duration.ofMinutes(5)).truncatedTo(ChronoUnit.SECONDS);
        SyntheticCase made = new SyntheticCase();
        made.body.put("projectNo", caseNo).put("version", 1).put("taskCode", FOOD_LICENCE);
        made.body.put("taskName", "食品经营许可(示例)").put("projectName", "关于汉中示例食品第" + n + "号门店的食品经营许可申请");
        made.people(n);
        made.body.put("receiveTime", text(received));
        made.body.putObject("acceptance").put("kind", "1").put("time", text(received.plusMinutes(1)));
        made.materials();
        made.body.putObject("window").put("code", "HT-01").put("name", "市级事项综合窗口").put("clerk", "HT001");
        return made;
    }

    /** Accepted although one paper is missing (容缺受理), which is owed by {@code dueDate}. */
    public SyntheticCase tolerating(String materialName, String dueDate) {
        ObjectNode acceptance = (ObjectNode) body.get("acceptance");
        acceptance.put("kind", "2");
        acceptance.withArray("debts")
                .addObject()
                .put("materialName", materialName)
                .put("reason", "场地租赁合同正在续签")
                .put("dueDate", dueDate);
        return this;
    }

    /** The result is to be handed over in this way, by the desk's own code; what is posted goes to the contact. */
    public SyntheticCase expressed(String expressType) {
        JsonNode contact = body.path("contact");
        body.putObject("express").put("expressType", expressType).putObject("receiver")
                .put("name", contact.path("name").asText())
                .put("phone", contact.path("mobile").asText())
                .put("address", "陕西省" + contact.path("address").asText())
                .put("postCode", "723000");
        return this;
    }

    /** Handed in, not accepted yet. */
    public SyntheticCase notAccepted() {
        body.remove("acceptance");
        return this;
    }

    /** The document, free to be changed: for wrong and hostile cases. */
    public ObjectNode document() {
        return body;
    }

    public String caseNo() {
        return body.path("projectNo").asText();
    }

    public byte[] bytes() {
        return Json.write(body);
    }

    private void people(long n) {
        String person = "测试" + GIVEN[(int) (n % 10)];
        body.putObject("applicant")
                .put("type", "2")
                .put("name", "汉中示例食品" + n + "号有限公司")
                .put("certType", "001")
                .put("certNo", SyntheticIds.creditCode(n))
                .put("legalName", "测试" + GIVEN[(int) ((n + 1) % 10)]);
        body.putObject("contact")
                .put("name", person)
                .put("certType", "111")
                .put("certNo", SyntheticIds.residentId(n))
                .put("mobile", "139" + String.format("%08d", n % 100_000_000))
                .put("address", "汉中市汉台区示例路" + (n % 500 + 1) + "号");
    }

    private void materials() {
        ArrayNode materials = body.putArray("materials");
        for (int i = 0; i < PAPERS.length; i++) {
            materials
                    .addObject()
                    .put("materialId", "M" + (i + 1))
                    .put("name", PAPERS[i])
                    .put("need", "1")
                    .put("getType", "2")
                    .put("pages", 3 + i);
        }
    }

    private static String text(OffsetDateTime time) {
        return time.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }
}
