package cn.tongban.hub.cli;

import cn.tongban.hub.support.Texts;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The item catalogue, how city and district agree, and how it stands with its publishers. */
@Command(name = "items", description = "事项目录和四统一比对 / The item catalogue, and whether city and district agree")
final class ItemsCommand implements Callable<Integer> {
    private static final String ROOT = "/api/v1/items";

    @Parameters(arity = "0..1", paramLabel = "TASK-CODE", description = "只看这一个事项及其版本 / Only this item, with its versions")
    private @Nullable String taskCode;

    @Option(names = "--unification", description = "市区不一致的事项,逐项列出 / Pairs of city and district that differ, field by field")
    private boolean unification;

    @Option(names = "--comparison", description = "与下发方逐条核对的结果 / What the publisher has otherwise")
    private boolean comparison;

    @Option(names = "--text", description = "名称中的文字或编码的开头 / In the name, or the beginning of the code")
    private @Nullable String text;

    @Option(names = "--on", paramLabel = "DATE", description = "某日适用的版本 / The version that applies on this day, as 2026-03-16")
    private @Nullable String day;

    @Option(names = "--limit", defaultValue = "50", description = "条数,最多 200 / How many, at most 200")
    private int limit;

    @Option(names = "--before", paramLabel = "CURSOR", description = "下一页 / The next page")
    private @Nullable String before;

    @Mixin
    private Answers answers;

    @Override
    public Integer call() {
        HubClient client = answers.client();
        if (comparison) {
            return answers.show(client.get(ROOT + "/comparisons"), ItemsCommand::comparisons);
        }
        if (unification) {
            return answers.found(client.get(ROOT + "/unification", query("status", "DIFFERENT")),
                    "没有不一致的市区事项。No pair of city and district differs.", ItemsCommand::pairs);
        }
        return taskCode == null
                ? answers.show(client.get(ROOT, query("text", text)), ItemsCommand::list)
                : one(client, ROOT + "/" + HubClient.encoded(taskCode));
    }

    private Map<String, @Nullable Object> query(String name, @Nullable String value) {
        Map<String, @Nullable Object> query = new LinkedHashMap<>();
        query.put(name, value);
        query.put("limit", limit);
        query.put("before", before);
        return query;
    }

    private int one(HubClient client, String address) {
        Map<String, @Nullable Object> on = new LinkedHashMap<>();
        on.put("on", day);
        JsonNode detail = client.get(address, on);
        JsonNode versions = client.get(address + "/versions", on);
        return answers.show(detail, (out, item) -> detail(out, item, versions));
    }

    private static void list(PrintWriter out, JsonNode page) {
        TextTable table = new TextTable("实施编码 CODE", "名称 NAME", "层级 LEVEL", "状态 STATE", "版本 VERSION", "四统一 PAIR",
                "差异 DIFFERENCES", "不予转办 REFUSED");
        page.path("items").forEach(item -> table.row(
                Screen.text(item.path("taskCode")),
                Screen.text(item.path("name")),
                word("item.level.", item.path("level")),
                word("item.state.", item.path("state")),
                Screen.text(item.path("version")),
                word("item.pair.", item.path("pair")),
                Screen.text(item.path("differences")),
                Screen.text(item.path("refusal"))));
        table.print(out);
        if (page.path("next").isTextual()) {
            out.println("下一页 next: --before " + page.path("next").asText());
        }
    }

    private static void pairs(PrintWriter out, JsonNode pairs) {
        TextTable table = new TextTable("区级事项 DISTRICT", "市级事项 CITY", "名称 NAME", "字段 FIELD", "区级 DISTRICT SAYS",
                "市级 CITY SAYS", "程度 WEIGHT");
        pairs.forEach(pair -> pair.path("differences").forEach(one -> table.row(
                Screen.text(pair.path("districtTaskCode")),
                Screen.text(pair.path("cityTaskCode")),
                Screen.text(pair.path("name")),
                Screen.text(one.path("field")),
                Screen.text(one.path("districtValue")),
                Screen.text(one.path("cityValue")),
                word("item.severity.", one.path("severity")))));
        table.print(out);
    }

    private static void detail(PrintWriter out, JsonNode detail, JsonNode versions) {
        JsonNode item = detail.path("summary");
        out.println(Screen.text(item.path("taskCode")) + "  " + Screen.text(item.path("name")) + "  "
                + word("item.level.", item.path("level")) + "  " + word("item.state.", item.path("state"))
                + "  不予转办 refused: " + Screen.text(item.path("refusal")));
        TextTable table = new TextTable("版本 VERSION", "状态 STATE", "变更 CHANGED", "生效 FROM", "失效 UNTIL", "适用 APPLIES",
                "消息 MESSAGE");
        versions.forEach(one -> table.row(
                Screen.text(one.path("version")),
                word("item.state.", one.path("state")),
                Screen.time(one.path("changedAt")),
                Screen.text(one.path("effectiveOn")),
                Screen.text(one.path("cancelledOn")),
                one.path("applies").asBoolean() ? "是 yes" : "",
                Screen.text(one.path("messageId"))));
        table.print(out);
        if (detail.path("pairs").size() > 0) {
            pairs(out, detail.path("pairs"));
        }
    }

    private static void comparisons(PrintWriter out, JsonNode all) {
        TextTable table = new TextTable("下发方 FROM", "核对时间 AT", "一致 SAME", "其事项数 THEIRS", "本地 OURS", "未决 OPEN");
        all.forEach(one -> table.row(
                Screen.text(one.path("connector")),
                Screen.time(one.path("at")),
                one.path("same").asBoolean() ? "是 yes" : "否 no",
                Screen.text(one.at("/theirs/count")),
                Screen.text(one.at("/ours/count")),
                one.path("open").size()));
        table.print(out);
        all.forEach(one -> one.path("open").forEach(open -> out.println("  " + Screen.text(open.path("kind")) + "  "
                + Screen.text(open.path("taskCode")) + "  " + Screen.time(open.path("since")))));
    }

    /** The Chinese word for a name of the catalogue; the name itself if there is none. */
    private static String word(String group, JsonNode name) {
        if (!name.isTextual()) {
            return "-";
        }
        try {
            return Texts.of(Texts.ZH, group + name.asText());
        } catch (MissingResourceException e) {
            return name.asText();
        }
    }
}
