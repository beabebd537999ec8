package cn.tongban.hub.cli;

import cn.tongban.hub.trial.DryRun;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** A dry run for people. */
final class DryRunPrint {
    private final PrintWriter out;

    DryRunPrint(PrintWriter out) {
        this.out = out;
    }

    void print(DryRun run) {
        out.println("集成包 Bundle " + Screen.bundle(run.bundle())
                + (run.route().isEmpty() ? "" : ",流程 route " + run.route()));
        run.stations().forEach(this::station);
        problem(run.problem());
        if (run.recorded() != null) {
            out.println("记录 Recorded: " + run.recorded().type() + " " + run.recorded().caseNo() + ",键 key "
                    + run.recorded().key() + ",去向 to " + run.recorded().address());
        }
        if (run.answer() != null) {
            out.println("回执 Answer: " + run.answer().status());
            body(run.answer().body());
        }
        run.deliveries().forEach(this::delivery);
        run.notes().forEach(note -> out.println("注 Note: " + note));
        if (run.masked()) {
            out.println("个人信息已脱敏,--unmasked 显示。Personal values are masked; --unmasked shows them.");
        }
    }

    private void station(DryRun.TriedStep station) {
        out.println("  " + (station.problem() == null ? "✓ " : "✗ ") + station.does());
        if (station.body() != null && station.does().startsWith("hub:map")) {
            body(station.body());
        }
    }

    private void delivery(DryRun.WouldDeliver delivery) {
        out.println();
        out.println("送往 To " + delivery.destination() + ":" + delivery.type()
                + (delivery.route().isEmpty() ? "" : ",流程 route " + delivery.route()));
        delivery.stations().stream().filter(station -> station.problem() != null).forEach(this::station);
        problem(delivery.problem());
        for (DryRun.WouldSend request : delivery.requests()) {
            out.println(request.line());
            request.headers().forEach(out::println);
            out.println();
            out.println(request.body());
        }
    }

    private void problem(DryRun.@Nullable Stop problem) {
        if (problem != null) {
            out.println("问题 Problem: " + problem.code() + " " + problem.subject());
            problem.places().forEach(place ->
                    out.println("    " + place.pointer() + "  " + place.rule() + "  " + place.detail()));
        }
    }

    private void body(JsonNode body) {
        try {
            Output.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(body).lines()
                    .forEach(line -> out.println("      " + line));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document can be written as JSON", e);
        }
    }
}
