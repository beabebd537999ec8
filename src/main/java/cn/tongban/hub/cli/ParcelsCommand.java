package cn.tongban.hub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Parcels of cases: where they are, what their carriers told. */
@Command(name = "parcels", description = "邮件:清单、轨迹、重新下单 / Parcels: list, tracking, ordering again")
final class ParcelsCommand implements Callable<Integer> {
    private static final String PATH = "/api/v1/parcels";

    @Parameters(paramLabel = "ORDER-NO", arity = "0..1", description = "订单号 / Order number")
    private @Nullable String orderNo;

    @Option(names = "--case", paramLabel = "NO", description = "办件编号 / Case number")
    private @Nullable String caseNo;

    @Option(names = "--state", paramLabel = "STATE", description = "状态,如 OUT_FOR_DELIVERY / State, for example OUT_FOR_DELIVERY")
    private @Nullable String state;

    @Option(names = "--limit", defaultValue = "50", description = "条数,最多 200 / How many, at most 200")
    private int limit;

    @Mixin
    private Answers answers;

    @Override
    public Integer call() {
        if (orderNo != null) {
            return answers.show(answers.client().get(path(orderNo)), ParcelsCommand::one);
        }
        Map<String, @Nullable Object> query = new LinkedHashMap<>();
        query.put("case", caseNo);
        query.put("state", state);
        query.put("limit", limit);
        return answers.show(answers.client().get(PATH, query), (out, page) -> table(out, page.path("items")));
    }

    @Command(name = "reorder", description = "重新下单:原邮件已撤单、退回或丢失 / Order anew what was cancelled, returned or lost")
    int reorder(
            @Parameters(paramLabel = "ORDER-NO") String lost,
            @Option(names = "--reason", required = true, description = "原因 / Why") String reason,
            @Mixin Answers answers) {
        JsonNode fresh = answers.client().post(path(lost) + "/reorder", Map.of("reason", reason));
        return answers.show(fresh, (out, parcel) -> table(out, Output.MAPPER.createArrayNode().add(parcel)));
    }

    @Command(name = "label", description = "面单,写到标准输出或文件 / Its label, to the output or into a file")
    int label(
            @Parameters(paramLabel = "ORDER-NO") String number,
            @Option(names = "--out", paramLabel = "FILE", description = "写入文件 / Into this file") @Nullable Path file,
            @Option(names = "--reason", defaultValue = "label", description = "原因 / Why") String reason,
            @Mixin Answers answers) {
        JsonNode parcel = answers.client().get(path(number)).path("parcel");
        ObjectNode document = Output.MAPPER.createObjectNode();
        document.put("orderNo", parcel.path("orderNo").asText());
        document.put("waybillNo", parcel.path("waybillNo").asText());
        JsonNode answer = AskCommand.ask(answers.client(), parcel.path("carrier").asText(), "label", document, reason);
        if (!AskCommand.isAnswered(answer)) {
            answers.err().println("没有面单 No label: " + Screen.text(answer.path("code")) + " "
                    + Screen.text(answer.path("reason")));
            return Exit.FOUND;
        }
        write(Base64.getDecoder().decode(answer.at("/document/content").asText()), file);
        return Exit.FINE;
    }

    private static void write(byte[] label, @Nullable Path file) {
        try {
            if (file == null) {
                System.out.write(label);
                System.out.flush();
            } else {
                Files.write(file, label);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the label", e);
        }
    }

    static void table(PrintWriter out, JsonNode parcels) {
        TextTable table = new TextTable("订单 ORDER", "用途 FOR", "状态 STATE", "运单 WAYBILL", "承运 CARRIER", "最新 LAST");
        parcels.forEach(p -> table.row(
                Screen.text(p.path("orderNo")),
                Screen.word("parcel.purpose", p.path("purpose")),
                Screen.word("parcel.state", p.path("state")),
                Screen.text(p.path("waybillNo")),
                Screen.text(p.path("carrier")),
                Screen.time(p.path("lastEventAt"))));
        table.print(out);
    }

    private static void one(PrintWriter out, JsonNode detail) {
        table(out, Output.MAPPER.createArrayNode().add(detail.path("parcel")));
        TextTable events = new TextTable("发生 AT", "事件 EVENT", "签收 SIGNED", "机构 OFFICE", "地点 PLACE", "撤销 TAKEN BACK");
        detail.path("events").forEach(e -> events.row(
                Screen.time(e.path("at")),
                Screen.word("parcel.event", e.path("event")),
                Screen.word("parcel.signer", e.path("signer")),
                Screen.text(e.path("office")),
                Screen.text(e.path("place")),
                e.path("takenBack").asBoolean() ? "是 yes" : "-"));
        events.print(out);
    }

    private static String path(String orderNo) {
        return PATH + "/" + HubClient.encoded(orderNo);
    }
}
