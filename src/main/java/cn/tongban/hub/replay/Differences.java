package cn.tongban.hub.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

/** Compares what two bundles did and enters what differs, each place once for each piece of traffic. */
final class Differences {
    private final Tally tally;
    private final Veil veil;

    Differences(Tally tally, Veil veil) {
        this.tally = tally;
        this.veil = veil;
    }

    /** @param document the canonical schema, empty if unknown; true if anything differs */
    boolean incoming(String where, UUID id, String document, Ran before, Ran after) {
        return compare(where, id, before, after, trees -> found ->
                veil.canonical(document, trees.before(), found.before(), trees.after(), found.after()));
    }

    boolean outgoing(String where, UUID id, Ran before, Ran after) {
        return compare(where, id, before, after, trees -> found ->
                veil.foreign(trees.before(), found.before(), trees.after(), found.after()));
    }

    private record Trees(JsonNode before, JsonNode after) {}

    private boolean compare(String where, UUID id, Ran before, Ran after,
            Function<Trees, Function<TreeDiff.Found, Veil.Shown>> showing) {
        if (before instanceof Ran.Passed one && after instanceof Ran.Passed two) {
            return !one.same(two) && passed(where, id, one, two, showing);
        }
        if (before instanceof Ran.Failed one && after instanceof Ran.Failed two) {
            boolean same = one.code().equals(two.code()) && new HashSet<>(one.places()).equals(new HashSet<>(two.places()));
            return !same && entered(new Spot(where, "@error", Kind.CHANGED), id, words(one), words(two));
        }
        if (after instanceof Ran.Failed failed) {
            return entered(new Spot(where, fieldOf(failed), Kind.NOW_FAILS), id, "ok", words(failed));
        }
        Ran.Failed failed = (Ran.Failed) before;
        return entered(new Spot(where, fieldOf(failed), Kind.NOW_PASSES), id, words(failed), "ok");
    }

    private boolean passed(String where, UUID id, Ran.Passed one, Ran.Passed two,
            Function<Trees, Function<TreeDiff.Found, Veil.Shown>> showing) {
        Trees trees = new Trees(Documents.read(one.document()), Documents.read(two.document()));
        Function<TreeDiff.Found, Veil.Shown> show = showing.apply(trees);
        Set<Spot> entered = new HashSet<>();
        for (TreeDiff.Found found : TreeDiff.between(trees.before(), trees.after())) {
            Spot spot = new Spot(where, veil.field(found.field()), found.kind());
            if (entered.add(spot)) {
                tally.add(spot, id, () -> {
                    Veil.Shown shown = show.apply(found);
                    return new Finding.Example(id, shown.before(), shown.after());
                });
            }
        }
        Set<String> names = new TreeSet<>(one.traits().keySet());
        names.addAll(two.traits().keySet());
        for (String name : names) {
            String left = one.traits().getOrDefault(name, "-");
            String right = two.traits().getOrDefault(name, "-");
            if (!left.equals(right)) {
                Spot spot = new Spot(where, "@" + name, Kind.CHANGED);
                entered.add(spot);
                tally.add(spot, id, () -> new Finding.Example(id, veil.trait(left), veil.trait(right)));
            }
        }
        // Other bytes that say the same, such as another order of fields, are no difference.
        return !entered.isEmpty();
    }

    private boolean entered(Spot spot, UUID id, String before, String after) {
        tally.add(spot, id, () -> new Finding.Example(id, before, after));
        return true;
    }

    private String fieldOf(Ran.Failed failed) {
        String field = failed.field();
        return field.startsWith("/") ? veil.field(fold(field)) : field;
    }

    private static String fold(String pointer) {
        return pointer.replaceAll("/[0-9]+(?=/|$)", "/*");
    }

    /** Code and places: neither quotes a value; names in places may come from the traffic. */
    private String words(Ran.Failed failed) {
        List<String> places = failed.places().stream().limit(3).map(place -> {
            String[] parts = place.split(" ", 2);
            String field = parts[0].startsWith("/") ? veil.field(fold(parts[0])) : parts[0];
            return parts.length == 2 ? field + " " + parts[1] : field;
        }).toList();
        return places.isEmpty() ? failed.code() : failed.code() + " (" + String.join(", ", places) + ")";
    }
}
