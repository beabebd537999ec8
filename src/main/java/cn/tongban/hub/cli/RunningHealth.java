package cn.tongban.hub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** What a running hub says about itself; readiness needs no token. */
record RunningHealth(boolean isHub, List<Check> checks) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration TOLERANCE = Duration.ofSeconds(30);

    static RunningHealth ask(URI address, Clock clock) {
        HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/actuator/health/readiness"))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode health = Output.MAPPER.readTree(answer.body());
            return health.has("status") ? of(address, answer, health, clock) : nothing(address);
        } catch (IOException e) {
            return nothing(address);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return nothing(address);
        }
    }

    private static RunningHealth nothing(URI address) {
        return new RunningHealth(
                false, List.of(Check.care("hub", "枢纽没有在 " + address + " 运行。", "No hub is running at " + address + ".")));
    }

    private static RunningHealth of(URI address, HttpResponse<String> answer, JsonNode health, Clock clock) {
        List<Check> checks = new ArrayList<>();
        boolean up = health.path("status").asText().equals("UP");
        checks.add(up
                ? Check.fine("hub", "枢纽在 " + address + " 运行正常。", "The hub at " + address + " is ready.")
                : Check.bad("hub", "枢纽在 " + address + " 运行,但没有就绪。", "The hub at " + address + " is not ready."));
        health.path("components").fields().forEachRemaining(part -> {
            if (!part.getValue().path("status").asText().equals("UP")) {
                String reason = part.getValue().at("/details/reason").asText();
                checks.add(Check.bad(part.getKey(), part.getKey() + ":" + reason, part.getKey() + ": " + reason));
            }
        });
        checks.add(clock(answer.headers().firstValue("Date").orElse(""), clock));
        return new RunningHealth(true, checks);
    }

    /** A commit and a signature both lean on the clock; on one machine both sides agree, on two they may not. */
    private static Check clock(String date, Clock ours) {
        try {
            ZonedDateTime theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration off = Duration.between(theirs.toInstant(), ours.instant()).abs();
            return off.compareTo(TOLERANCE) < 0
                    ? Check.fine("clock", "本机与枢纽时钟一致。", "This machine and the hub agree on the time.")
                    : Check.bad("clock", "本机与枢纽时钟相差 " + off.toSeconds() + " 秒,请校时。",
                            "This machine and the hub differ by " + off.toSeconds() + " s; set the clocks.");
        } catch (DateTimeException e) {
            return Check.care("clock", "枢纽没有报时。", "The hub did not tell its time.");
        }
    }
}
