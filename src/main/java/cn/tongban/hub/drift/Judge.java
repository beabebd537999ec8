package cn.tongban.hub.drift;

import cn.tongban.hub.drift.Finding.What;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds what was seen to what is known, and says what is new. What a contract closes is known from the start. */
final class Judge {
    private static final int MOST_UNDECLARED = 64;
    private static final int MOST_PLACES = 1500;
    private static final double ALWAYS = 0.99;
    /** Old documents count less and less, so that a field can become one that is always there. */
    private static final int LONG_AGO = 5000;

    private final DriftLimits limits;
    private final Example latest;
    private final List<Finding> findings = new ArrayList<>();
    private final ValueJudge values;
    private int places;

    private Judge(DriftLimits limits, Example latest) {
        this.limits = limits;
        this.latest = latest;
        this.values = new ValueJudge(limits, latest, findings);
    }

    /** @param latest the last message of the sample */
    static List<Finding> merge(Learned root, Sample sample, Declared declared, DriftLimits limits, Example latest) {
        Judge judge = new Judge(limits, latest);
        judge.places = count(root);
        judge.place(root, sample, declared, "");
        return judge.findings;
    }

    private static int count(Learned place) {
        int sum = 1;
        for (Learned child : place.fields.values()) {
            sum += count(child);
        }
        return sum;
    }

    private void place(Learned at, Sample sample, Declared declared, String path) {
        values.merge(at, sample, declared, path);
        at.docs += sample.docs;
        at.filled += sample.filled;
        fields(at, sample, declared, path);
        at.objects += sample.objects;
        closeBlock(at, sample, path);
    }

    private void fields(Learned at, Sample sample, Declared declared, String path) {
        for (Map.Entry<String, Learned> learned : at.fields.entrySet()) {
            if (!sample.fields.containsKey(learned.getKey()) && isField(learned.getKey())) {
                presence(learned.getValue(), null, sample.objects, 0, path + "/" + escaped(learned.getKey()));
            }
        }
        for (Map.Entry<String, Sample> seen : sample.fields.entrySet()) {
            Declared said = declared.at(seen.getKey());
            String name = at.fields.containsKey(seen.getKey()) || said.known() || room(at, declared)
                    ? seen.getKey() : Sayable.NAME;
            String childPath = path + "/" + escaped(name);
            Sample found = seen.getValue();
            Learned child = at.fields.get(name);
            int objects = sample.objects;
            if (child == null) {
                if (places >= MOST_PLACES) {
                    continue;
                }
                places++;
                child = new Learned();
                at.fields.put(name, child);
                meet(at, child, found, declared, name, childPath);
                objects -= Math.max(0, found.filledFirst - 1);
            } else if (child.isNew) {
                again(child, found, said, childPath);
            }
            if (isField(name)) {
                presence(child, found, objects, sample.objects - found.filledAt, childPath);
            }
            place(child, found, said, childPath);
        }
    }

    private static boolean room(Learned at, Declared declared) {
        return at.fields.size() < MOST_UNDECLARED + declared.names().size();
    }

    private void meet(Learned at, Learned child, Sample found, Declared declared, String name, String path) {
        boolean known = declared.at(name).known() || !declared.closed() && at.objects < limits.learn();
        // What is under a new field is told by the field.
        if (name.equals(Sayable.ENTRY) || known || at.isNew) {
            return;
        }
        child.isNew = true;
        findings.add(new Finding(What.OPEN, DriftKind.NEW_FIELD, path, "", "", String.join("|", found.types.keySet()),
                found.first.at(), found.docs, found.first, ""));
    }

    private void again(Learned child, Sample found, Declared said, String path) {
        child.isNew = !said.known();
        findings.add(new Finding(said.known() ? What.DECLARED : What.AGAIN, DriftKind.NEW_FIELD, path, "", "", "",
                found.first.at(), found.docs, latest, ""));
    }

    /** @param trailing the last objects of the sample that do not hold it */
    private void presence(Learned child, @Nullable Sample found, int objects, int trailing, String path) {
        if (objects <= 0) {
            return;
        }
        int filled = found == null ? 0 : Math.min(found.filled, objects);
        child.counted += objects;
        child.present += filled;
        if (filled == 0) {
            child.absent += objects;
            if (child.gone) {
                findings.add(vanished(What.AGAIN, child, path, objects));
            }
        } else {
            child.absent = Math.max(0, trailing);
            child.lastFilled = found.lastFilled.at().toEpochMilli();
            if (child.gone) {
                child.gone = false;
                findings.add(vanished(What.OVER, child, path, 0));
            }
        }
        long before = child.counted - child.absent;
        if (!child.gone && !child.isNew && child.absent >= limits.vanish() && before >= limits.learn()
                && child.present >= ALWAYS * before) {
            child.gone = true;
            findings.add(vanished(What.OPEN, child, path, child.absent));
        }
        child.presence.hits += child.gone || child.isNew ? 0 : filled;
        if (child.counted > LONG_AGO && child.absent == 0) {
            child.counted /= 2;
            child.present /= 2;
        }
    }

    private Finding vanished(What what, Learned child, String path, long count) {
        return new Finding(what, DriftKind.VANISHED, path, "", String.join("|", child.types.keySet()), "",
                Instant.ofEpochMilli(child.lastFilled), count, latest, "");
    }

    private void closeBlock(Learned at, Sample sample, String path) {
        at.ofObjects.add(sample.objects, sample.first.at().getEpochSecond());
        if (sample.objects == 0 || !at.ofObjects.isFull(latest.at().getEpochSecond(), limits)) {
            return;
        }
        at.fields.forEach((name, child) -> {
            if (!isField(name) || child.gone || child.isNew || child.holdsReported()) {
                child.presence.hits = 0;
                return;
            }
            Series series = child.presence;
            Series.Verdict verdict = series.close(at.ofObjects.n, at.ofObjects.start, limits);
            if (verdict != Series.Verdict.QUIET) {
                findings.add(ValueJudge.share(verdict, series, path + "/" + escaped(name), "", latest));
            }
        });
        at.ofObjects.reset();
    }

    private static boolean isField(String name) {
        return !name.equals(Sayable.ENTRY) && !name.equals(Sayable.NAME);
    }

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
