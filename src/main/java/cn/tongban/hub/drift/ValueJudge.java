package cn.tongban.hub.drift;

import cn.tongban.hub.drift.Finding.What;
import cn.tongban.hub.drift.Learned.Known;
import cn.tongban.hub.drift.Learned.Standing;
import cn.tongban.hub.drift.Sample.Tally;
import cn.tongban.hub.support.Digests;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Judges what a place holds: types, forms of text, values of codes and their shares. */
final class ValueJudge {
    private static final int MOST_LEARNED = 16;
    private static final int MOST_KEPT = 40;
    private static final int OFTEN = 5;
    /** So often a word must come before it is taken for a code and shown. */
    private static final int TWICE_AND_ONCE = 3;
    private static final int LONG_ENOUGH = 1000;
    private static final String HIDDEN = "#";

    private final DriftLimits limits;
    private final Example latest;
    private final List<Finding> findings;

    ValueJudge(DriftLimits limits, Example latest, List<Finding> findings) {
        this.limits = limits;
        this.latest = latest;
        this.findings = findings;
    }

    void merge(Learned at, Sample sample, Declared declared, String path) {
        sample.types.forEach((type, tally) -> type(at, type, tally, declared, path));
        sample.forms.forEach((form, tally) -> form(at, form, tally, sample, path));
        if (sample.wild && declared.codes().isEmpty()) {
            at.wild = true;
            at.values.values().removeIf(known -> known.standing != Standing.REPORTED);
        }
        sample.values.forEach((value, tally) -> value(at, value, tally, sample, declared, path));
        shares(at, sample, declared, path);
    }

    private void type(Learned at, String type, Tally tally, Declared declared, String path) {
        Known known = at.types.get(type);
        boolean fits = declared.saysTypes() ? declared.allows(type) : known == null && at.docs < limits.learn();
        if (known == null) {
            String was = at.types.isEmpty() ? String.join("|", declared.types()) : names(at.types);
            known = new Known();
            at.types.put(type, known);
            if (!fits) {
                report(known, DriftKind.NEW_TYPE, path, type, was, tally);
            }
        } else {
            seenAgain(known, DriftKind.NEW_TYPE, path, type, tally, declared.saysTypes() && fits);
        }
        known.n += tally.n;
    }

    private void form(Learned at, String form, Tally tally, Sample sample, String path) {
        Known known = at.forms.get(form);
        if (known == null) {
            known = pending(at, at.filled < limits.codes());
            at.forms.put(form, known);
        } else {
            seenAgain(known, DriftKind.NEW_TYPE, path, form, tally, false);
        }
        known.n += tally.n;
        if (known.standing == Standing.PENDING) {
            long after = at.filled + sample.filled - known.from;
            Set<String> learned = learned(at.forms);
            if (!learned.isEmpty() && Forms.STRICT.containsAll(learned) && Surprise.is(known.n, after, known.from)) {
                report(known, DriftKind.NEW_TYPE, path, form, String.join("|", learned), tally);
            } else if (after >= Math.max(LONG_ENOUGH, known.from)) {
                known.standing = Standing.LEARNED;
            }
        }
    }

    private void value(Learned at, String value, Tally tally, Sample sample, Declared declared, String path) {
        Set<String> codes = declared.codes();
        boolean word = !codes.contains(value) && !value.equals(Sayable.VALUE) && !Sayable.code(value)
                && (!codes.isEmpty() || tally.unknown > 0);
        String key = word ? hidden(value) : value;
        Known known = at.values.get(key);
        if (known == null && at.wild && codes.isEmpty() && tally.unknown == 0) {
            return;
        }
        if (known != null) {
            boolean settled = known.table.isEmpty() ? codes.contains(value) : tally.n > tally.unknown;
            seenAgain(known, DriftKind.NEW_VALUE, path, value, tally, settled);
        } else {
            if (at.values.size() >= MOST_KEPT + codes.size()) {
                at.wild = true;
                return;
            }
            known = pending(at, codes.contains(value) || codes.isEmpty() && at.filled < limits.codes());
            at.values.put(key, known);
            at.lastNewValue = known.standing == Standing.LEARNED ? at.filled : at.lastNewValue;
        }
        known.n += tally.n;
        if (known.standing == Standing.REPORTED) {
            return;
        }
        if (tally.unknown > 0 && word && known.n < TWICE_AND_ONCE) {
            known.standing = Standing.PENDING;
        } else if (tally.unknown > 0) {
            known.table = tally.table;
            report(known, DriftKind.NEW_VALUE, path, value, names(at.values), tally);
        } else if (known.standing == Standing.PENDING && !codes.isEmpty()) {
            if (!word || known.n >= TWICE_AND_ONCE) {
                report(known, DriftKind.NEW_VALUE, path, value, String.join("|", codes), tally);
            }
        } else if (known.standing == Standing.PENDING) {
            judgeLearned(at, known, value, tally, sample, path);
        } else {
            known.share.hits += tally.n;
        }
    }

    /** A value outside a set that was only learned: new if it comes more often than an overlooked one would. */
    private void judgeLearned(Learned at, Known known, String value, Tally tally, Sample sample, String path) {
        long after = at.filled + sample.filled - known.from;
        long quiet = known.from - at.lastNewValue;
        if (isCode(at) && quiet >= limits.codes() && Surprise.is(known.n, after, quiet)) {
            report(known, DriftKind.NEW_VALUE, path, value, names(at.values), tally);
        } else if (after >= Math.max(LONG_ENOUGH, known.from)) {
            known.standing = Standing.LEARNED;
            at.lastNewValue = known.from;
        }
    }

    private static boolean isCode(Learned at) {
        Set<String> learned = learned(at.values);
        return !at.wild && learned.size() > 1 && learned.size() <= MOST_LEARNED
                && learned.stream().allMatch(value -> at.values.get(value).n >= OFTEN);
    }

    private void shares(Learned at, Sample sample, Declared declared, String path) {
        at.ofValues.add(sample.filled, sample.first.at().getEpochSecond());
        if (sample.filled == 0 || !at.ofValues.isFull(latest.at().getEpochSecond(), limits)) {
            return;
        }
        boolean judged = !declared.codes().isEmpty() || isCode(at);
        boolean told = false;
        for (Map.Entry<String, Known> one : at.values.entrySet()) {
            Series series = one.getValue().share;
            if (one.getValue().standing != Standing.LEARNED) {
                series.hits = 0;
                continue;
            }
            Series.Verdict verdict = series.close(at.ofValues.n, at.ofValues.start, limits);
            boolean over = verdict == Series.Verdict.OVER;
            // Where one share grows another one shrinks: one drift of this place is enough.
            if (judged && (over || verdict == Series.Verdict.CHANGED && !told)) {
                findings.add(share(verdict, series, path, one.getKey(), latest));
                told |= !over;
            }
        }
        at.ofValues.reset();
    }

    static Finding share(Series.Verdict verdict, Series series, String path, String item, Example latest) {
        What what = verdict == Series.Verdict.OVER ? What.OVER : What.OPEN;
        return new Finding(what, DriftKind.SHARE, path, item, series.usual() + " %", series.latest() + " %",
                Instant.ofEpochSecond(series.changedSince()), series.latestCount(), latest, "");
    }

    private static Known pending(Learned at, boolean learned) {
        Known known = new Known();
        known.from = at.filled;
        known.standing = learned ? Standing.LEARNED : Standing.PENDING;
        return known;
    }

    private void report(Known known, DriftKind kind, String path, String item, String was, Tally tally) {
        known.standing = Standing.REPORTED;
        findings.add(new Finding(What.OPEN, kind, path, item, was, item, tally.first.at(), Math.max(known.n, tally.n),
                tally.first, known.table));
    }

    private void seenAgain(Known known, DriftKind kind, String path, String item, Tally tally, boolean settled) {
        if (known.standing != Standing.REPORTED) {
            return;
        }
        known.standing = settled ? Standing.LEARNED : Standing.REPORTED;
        findings.add(new Finding(settled ? What.DECLARED : What.AGAIN, kind, path, item, "", item, tally.first.at(),
                tally.n, tally.first, known.table));
    }

    private static Set<String> learned(Map<String, Known> all) {
        return all.entrySet().stream().filter(one -> one.getValue().standing == Standing.LEARNED)
                .map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String names(Map<String, Known> all) {
        return String.join("|", learned(all));
    }

    /** Until it may be shown a word is kept as its digest. */
    static String hidden(String word) {
        return HIDDEN + Digests.hex(Digests.sha256(word.getBytes(StandardCharsets.UTF_8))).substring(0, 16);
    }
}
