package cn.tongban.hub.cli.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/** The cases of the story, as the desk is told to hand them in. Nobody in them is real. */
final class StoryCases {
    /** Firm A's contact, whom a later chapter looks for. */
    static final String CONTACT_ID = "610702190001010011";

    /** A firm whose owner's name has a character that GBK does not know. */
    static final String RARE_NAME = "汉中𠮷氏示例食品有限公司";

    /** The desk's own code. */
    private static final String POST_RESULT = "1";

    private static final String EQUIPMENT = "11610700Y00000016L3000107999000";
    private static final String FOOD_LICENCE = "11610700Y00000016L3000131999000";
    private static final String FOOD_CHANGE = "11610700Y00000016L3000131998000";
    private static final String TRADER = "11610700Y00000032A3000125998000";
    /** 建设工程施工许可(示例): the city decides it, and the district takes it in as well. */
    static final String PERMIT = "11610700Y00000016L3000118999000";

    /** A paper that comes with a case of the province. */
    static final String PAPER = "%PDF-1.4\n" + "% synthetic\n".repeat(2000) + "%%EOF\n";

    static final String PAPER_NAME = "食品经营许可申请书.pdf";

    private static final String FOUNDING = "11610700Y00000024F4000125999000";
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 16);
    private static final String ACCEPTED_AT = "2026-03-16T09:50:00+08:00";
    /** Serial numbers of a day beyond this one belong to the sandbox's faults. */
    private static final int SERIALS = 9000;

    private static final int CASES_PER_RUN = 13;

    private final int run;

    StoryCases(int run) {
        this.run = run;
    }

    /**
     * The number of the story's case {@code n}: its day, and the run as the serial of that day.
     *
     * @param n from 0, below 13
     */
    String number(int n) {
        return FOOD_LICENCE + dayAndSerial(n);
    }

    /** The same of an item that the district decides. */
    String districtNumber(int n) {
        return FOUNDING + dayAndSerial(n);
    }

    private String dayAndSerial(int n) {
        LocalDate day = FIRST_DAY.plusDays(n + (long) CASES_PER_RUN * ((run - 1) / SERIALS));
        return day.format(DateTimeFormatter.BASIC_ISO_DATE)
                + String.format(Locale.ROOT, "%04d", (run - 1) % SERIALS + 1);
    }

    /** One that the market regulation bureau decides, under its own item. */
    ObjectNode ofTheMarketBureau(int n) {
        ObjectNode wish = plain(n).put("caseNo", marketNumber(n));
        wish.putObject("set").put("taskCode", EQUIPMENT).put("taskName", "特种设备使用登记(示例)")
                .put("projectName", "特种设备使用登记");
        return wish;
    }

    String marketNumber(int n) {
        return EQUIPMENT + number(n).substring(FOOD_LICENCE.length());
    }

    /** One of an item whose city and district side may differ, under its own number. */
    ObjectNode permit(int n) {
        ObjectNode wish = plain(n).put("caseNo", PERMIT + dayAndSerial(n));
        wish.putObject("set").put("taskCode", PERMIT).put("taskName", "建设工程施工许可(示例)").put("projectName", "建设工程施工许可");
        return wish;
    }

    /** A plain case of a made-up firm, handed in five minutes ago. */
    ObjectNode plain(int n) {
        return Stage.object().put("n", (long) run * CASES_PER_RUN + n).put("caseNo", number(n));
    }

    /** The same with fixed times, so that it can be handed in again byte for byte. */
    ObjectNode repeatable(int n, String key) {
        ObjectNode wish = plain(n).put("key", key);
        ObjectNode set = wish.putObject("set");
        set.put("receiveTime", "2026-03-16T10:00:00+08:00");
        set.putObject("acceptance").put("kind", "1").put("time", "2026-03-16T10:01:00+08:00");
        return wish;
    }

    /** Its result goes by post to its contact. */
    ObjectNode posted(int n) {
        return plain(n).put("express", POST_RESULT);
    }

    /** Firm A, five materials, one of them owed, and the licence by post. */
    ObjectNode firmA(int n) {
        ObjectNode wish = plain(n);
        ObjectNode set = wish.putObject("set");
        set.put("projectName", "汉中示例食品有限公司食品经营许可");
        set.putObject("applicant")
                .put("type", "2")
                .put("name", "汉中示例食品有限公司")
                .put("certType", "001")
                .put("certNo", "91610700Y1000001XM")
                .put("legalName", "测试乙");
        set.set("contact", contact("111", CONTACT_ID));
        set.putObject("express").put("expressType", POST_RESULT).putObject("receiver")
                .put("name", "测试甲").put("phone", "13900000001").put("address", "陕西省汉中市汉台区示例路1号");
        set.put("receiveTime", "2026-03-16T09:30:00+08:00");
        ObjectNode acceptance = set.putObject("acceptance").put("kind", "2").put("time", ACCEPTED_AT);
        acceptance
                .putArray("debts")
                .addObject()
                .put("materialName", "场地证明")
                .put("reason", "租赁合同正在续签")
                .put("dueDate", "2026-03-23");
        set.set("materials", materials());
        return wish;
    }

    /** A firm is founded, which the district decides. */
    ObjectNode founding(int n) {
        ObjectNode wish = plain(n).put("caseNo", districtNumber(n));
        wish.putObject("set").put("taskCode", FOUNDING).put("taskName", "企业设立(示例)").put("projectName", "企业设立");
        return wish;
    }

    /** Accepted with two papers owed: the day of one is long past, that of the other is {@code soon}. */
    ObjectNode owing(String promisedNow, String soon) {
        ObjectNode wish = plain(0).put("caseNo", owingNumber());
        ObjectNode set = wish.putObject("set").put("taskCode", FOOD_CHANGE).put("taskName", "食品经营许可变更(示例)");
        set.put("receiveTime", "2026-03-16T09:30:00+08:00");
        ArrayNode debts = set.putObject("acceptance").put("kind", "2").put("time", ACCEPTED_AT).putArray("debts");
        debts.addObject().put("materialName", "营业执照复印件").put("promise", "一周内补交").put("dueDate", "2026-03-20");
        debts.addObject().put("materialName", "从业人员健康证明").put("promiseTime", promisedNow).put("dueDate", soon);
        return wish;
    }

    String owingNumber() {
        return FOOD_CHANGE + dayAndSerial(0);
    }

    /** A letter of commitment in place of a proof, which nobody has checked in time. */
    ObjectNode committed() {
        ObjectNode wish = plain(0).put("caseNo", committedNumber());
        ObjectNode set = wish.putObject("set").put("taskCode", TRADER).put("taskName", "个体工商户登记(示例)");
        set.put("receiveTime", "2026-03-16T09:30:00+08:00");
        set.putArray("commitments").addObject()
                .put("materialName", "经营场所证明")
                .put("content", "所填经营场所真实、合法,本人有权使用")
                .put("consequence", "承诺不实的,撤销登记并记入信用记录(示例)")
                .put("signDate", "2026-03-16")
                .put("signatureNo", "CN-DEMO-0001");
        return wish;
    }

    String committedNumber() {
        return TRADER + dayAndSerial(0);
    }

    /** One that was handed in at the province, with a paper, as that is told. */
    ObjectNode atTheProvince(int n) {
        ObjectNode wish = Stage.object().put("projId", number(n)).put("name", RARE_NAME);
        wish.putArray("papers").addObject().put("id", "A1").put("name", PAPER_NAME)
                .put("content", Base64.getEncoder().encodeToString(PAPER.getBytes(StandardCharsets.UTF_8)));
        return wish;
    }

    /** Its contact shows a Taiwan permit, for which the platform's table has no code. */
    ObjectNode withTaiwanPermit(int n) {
        ObjectNode wish = plain(n);
        wish.putObject("set").set("contact", contact("511", "8300002190001"));
        return wish;
    }

    /** Its contact's ID number has a wrong check digit. */
    ObjectNode withWrongNumber(int n) {
        ObjectNode wish = plain(n);
        wish.putObject("set").set("contact", contact("111", "610702190001010012"));
        return wish;
    }

    private static ObjectNode contact(String type, String number) {
        return Stage.object()
                .put("name", "测试甲")
                .put("certType", type)
                .put("certNo", number)
                .put("mobile", "13900000001")
                .put("address", "汉中市汉台区示例路1号");
    }

    private static ArrayNode materials() {
        ArrayNode materials = JsonHttp.JSON.createArrayNode();
        String[] names = {"食品经营许可申请书", "营业执照复印件", "经营场所平面图", "从业人员健康证明", "场地证明"};
        for (int i = 0; i < names.length; i++) {
            boolean owed = i == names.length - 1;
            materials
                    .addObject()
                    .put("materialId", "M" + (i + 1))
                    .put("name", names[i])
                    .put("need", owed ? "3" : "1")
                    .put("getType", owed ? "4" : "2")
                    .put("pages", owed ? 0 : 3 + i);
        }
        return materials;
    }
}
