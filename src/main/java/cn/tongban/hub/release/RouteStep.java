package cn.tongban.hub.release;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One step of a route or Kamelet.
 *
 * @param kind the step's name in the YAML DSL, for example {@code to} or {@code choice}
 * @param place where its name stands
 * @param body what stands under it
 * @param nested steps within it, in all branches
 */
record RouteStep(String kind, YamlNode place, YamlNode body, List<RouteStep> nested) {
    /** The steps of a {@code steps:} list. */
    static List<RouteStep> list(YamlNode steps) {
        List<RouteStep> found = new ArrayList<>();
        for (YamlNode item : steps.items()) {
            for (YamlNode.Entry entry : item.entries()) {
                found.add(new RouteStep(entry.name(), entry.key(), entry.value(), nestedIn(entry.value())));
            }
        }
        return found;
    }

    private static List<RouteStep> nestedIn(YamlNode body) {
        List<RouteStep> nested = new ArrayList<>();
        body.get("steps").ifPresent(steps -> nested.addAll(list(steps)));
        body.get("when").ifPresent(when -> when.items().forEach(branch -> nested.addAll(nestedIn(branch))));
        body.get("otherwise").ifPresent(branch -> nested.addAll(nestedIn(branch)));
        return nested;
    }

    boolean isTo() {
        return kind.equals("to");
    }

    Uri uri() {
        return Uri.of(body);
    }

    /** This step and all within it. */
    Stream<RouteStep> all() {
        return Stream.concat(Stream.of(this), nested.stream().flatMap(RouteStep::all));
    }
}
