package cn.tongban.hub.release;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One route as its file has it.
 *
 * @param path of the file
 * @param route the map under {@code route:}
 * @param from the door or source; empty when the route has none
 * @param steps the steps at the top level
 */
record RouteFile(String path, YamlNode route, Optional<Uri> from, List<RouteStep> steps) {
    static final String SUFFIX = ".camel.yaml";

    static RouteFile of(String path, YamlNode route) {
        Optional<YamlNode> from = route.get("from");
        List<RouteStep> steps = from.flatMap(node -> node.get("steps")).map(RouteStep::list).orElse(List.of());
        return new RouteFile(path, route, from.map(Uri::of), steps);
    }

    String id() {
        return route.textOf("id");
    }

    /** {@code case-intake.record} for {@code routes/case-intake/case-intake.record.camel.yaml}. */
    String expectedId() {
        return path.substring(path.lastIndexOf('/') + 1, path.length() - SUFFIX.length());
    }

    String flow() {
        return path.split("/")[1];
    }

    Stream<RouteStep> allSteps() {
        return steps.stream().flatMap(RouteStep::all);
    }

    /** What the route holds its documents against first. */
    Optional<String> contract() {
        return allSteps().filter(step -> step.isTo() && step.uri().isHub("validate")).map(step -> step.uri().target())
                .findFirst();
    }

    boolean isDoor() {
        return from.filter(uri -> uri.scheme().equals("platform-http")).isPresent();
    }

    boolean isDelivery() {
        return from.filter(uri -> uri.isHub("deliveries")).isPresent();
    }

    boolean isProbe() {
        return from.filter(uri -> uri.isHub("probes")).isPresent();
    }

    /** Asks a partner something that is about no delivery. */
    boolean isQuestion() {
        return isAsk() || from.filter(uri -> Stream.of("tickets", "pulls", "fetches", "confirms").anyMatch(uri::isHub))
                .isPresent();
    }

    /** Asks a partner something for a person. */
    boolean isAsk() {
        return from.filter(uri -> uri.isHub("asks")).isPresent();
    }

    /** Takes in what the hub itself reads at a source. */
    boolean isArrival() {
        return from.filter(uri -> uri.isHub("arrivals")).isPresent();
    }
}
