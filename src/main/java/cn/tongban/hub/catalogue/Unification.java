package cn.tongban.hub.catalogue;

import static cn.tongban.hub.catalogue.Severity.BLOCKING;
import static cn.tongban.hub.catalogue.Severity.NOTICE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The four unifications (四统一): the city's and the district's item of one matter have the same name, the same guide, the
 * same inner flow, and the same forms and materials. One rule for each field; whatever is not here is not compared.
 */
final class Unification {
    private interface Rule {
        void compare(ItemDocument district, ItemDocument city, List<Difference> found);
    }

    private static final List<Rule> RULES = List.of(
            // 1: the name
            text("name", BLOCKING, item -> item.at("/name")),
            // 2: the guide
            text("conditions", BLOCKING, item -> item.at("/conditions")),
            text("promised", BLOCKING, item -> limit(item, "/promised")),
            text("statutory", BLOCKING, item -> limit(item, "/statutory")),
            text("fee", BLOCKING, item -> item.at("/fee/charged")),
            text("fee.basis", BLOCKING, item -> item.at("/fee/basis")),
            text("basis", BLOCKING, item -> item.at("/basis")),
            text("result.type", BLOCKING, item -> item.at("/result/type")),
            text("result.name", BLOCKING, item -> item.at("/result/name")),
            // 3: the inner flow, in its order
            text("flow", BLOCKING, item -> String.join(" → ", item.each("flow", "name").stream().map(Folded::of).toList())),
            // 4: forms and materials, whatever their order
            things("forms", List.of(), item -> item.each("forms", "name").stream().map(Thing::named).toList()),
            things("materials", List.of("necessity", "type", "pages"), item -> item.materials().stream()
                    .map(m -> new Thing(m.name(), List.of(m.necessity(), m.type(), m.pages()))).toList()),
            // Beside the four, for whoever mends the catalogue
            text("kind", NOTICE, item -> item.at("/kind")),
            text("audience", NOTICE, item -> item.json().path("audience").isMissingNode() ? ""
                    : item.json().path("audience").toString()));

    private Unification() {}

    /** Where they differ, in the order of the rules; empty when they are unified. */
    static List<Difference> compare(ItemDocument district, ItemDocument city) {
        List<Difference> found = new ArrayList<>();
        RULES.forEach(rule -> rule.compare(district, city, found));
        return List.copyOf(found);
    }

    private static String limit(ItemDocument item, String at) {
        String days = item.at(at + "/days");
        return days.isEmpty() ? "" : days + " " + item.at(at + "/unit");
    }

    private static Rule text(String field, Severity severity, Function<ItemDocument, String> value) {
        return (district, city, found) -> {
            String ours = value.apply(district);
            String theirs = value.apply(city);
            if (!Folded.same(ours, theirs)) {
                found.add(new Difference(field, ours, theirs, severity));
            }
        };
    }

    /** Something with a name and further fields in the order that its rule names. */
    private record Thing(String name, List<String> fields) {
        static Thing named(String name) {
            return new Thing(name, List.of());
        }

        boolean isLike(Thing other) {
            return Folded.same(name, other.name());
        }
    }

    /** The same in all fields first, so that of several with one name each finds its own; then by the name alone. */
    private static Rule things(String list, List<String> fields, Function<ItemDocument, List<Thing>> things) {
        return (district, city, found) -> {
            List<Thing> ours = new ArrayList<>(things.apply(district));
            List<Thing> theirs = new ArrayList<>(things.apply(city));
            ours.removeIf(one -> take(theirs, other -> other.isLike(one) && other.fields().equals(one.fields())).isPresent());
            for (Thing one : ours) {
                String at = list + "[" + Folded.of(one.name()) + "]";
                take(theirs, other -> other.isLike(one)).ifPresentOrElse(
                        twin -> fields(at, fields, one, twin, found),
                        () -> found.add(new Difference(at, one.name(), "", BLOCKING)));
            }
            theirs.forEach(left ->
                    found.add(new Difference(list + "[" + Folded.of(left.name()) + "]", "", left.name(), BLOCKING)));
        };
    }

    private static Optional<Thing> take(List<Thing> from, Predicate<Thing> which) {
        Optional<Thing> found = from.stream().filter(which).findFirst();
        found.ifPresent(from::remove);
        return found;
    }

    private static void fields(String at, List<String> names, Thing ours, Thing theirs, List<Difference> found) {
        for (int i = 0; i < names.size(); i++) {
            if (!Folded.same(ours.fields().get(i), theirs.fields().get(i))) {
                found.add(new Difference(at + "." + names.get(i), ours.fields().get(i), theirs.fields().get(i), BLOCKING));
            }
        }
    }
}
