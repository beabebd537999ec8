package cn.tongban.hub.drift;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one node saw of one place since its last merge. Everything is counted once a document, however often an array
 * repeats it: entries of one document are not independent of each other. Used by one thread at a time.
 */
final class Sample {
    static final int MOST_VALUES = 40;

    final Map<String, Sample> fields = new LinkedHashMap<>();
    final Map<String, Tally> types = new LinkedHashMap<>();
    final Map<String, Tally> forms = new LinkedHashMap<>();
    final Map<String, Tally> values = new LinkedHashMap<>();
    final Example first;
    /** By its name it could hold what is somebody's. */
    final boolean personal;
    /** Documents in which the place occurs, in which it is an object, in which it holds something. */
    int docs;
    int objects;
    int filled;
    /** How many of the parent's objects there were when it first and when it last held something. */
    int filledFirst;
    int filledAt;
    Example lastFilled = Example.NONE;
    /** No code: it holds too many values, or such that may not be learned. */
    boolean wild;
    private long docStamp;
    private long objectStamp;
    private long filledStamp;

    Sample(Example first, boolean personal) {
        this.first = first;
        this.personal = personal;
    }

    /** Something countable and the first message that shows it. */
    static final class Tally {
        final Example first;
        int n;
        /** Of these refused because this code table does not know the value. */
        int unknown;
        String table = "";
        private long stamp;

        Tally(Example first) {
            this.first = first;
        }

        private boolean once(long document) {
            if (stamp == document) {
                return false;
            }
            stamp = document;
            n++;
            return true;
        }
    }

    void occurs(long document) {
        if (docStamp != document) {
            docStamp = document;
            docs++;
        }
    }

    void isObject(long document) {
        if (objectStamp != document) {
            objectStamp = document;
            objects++;
        }
    }

    void isFilled(long document, int parentObjects, Example by) {
        if (filledStamp != document) {
            filledStamp = document;
            filled++;
            filledFirst = filledFirst == 0 ? parentObjects : filledFirst;
            filledAt = parentObjects;
            lastFilled = by;
        }
    }

    void type(String type, long document, Example by) {
        types.computeIfAbsent(type, key -> new Tally(by)).once(document);
    }

    void form(String form, long document, Example by) {
        forms.computeIfAbsent(form, key -> new Tally(by)).once(document);
    }

    /** @param most how many different values are kept; more make the place no code, or are folded into one */
    void value(String value, int most, boolean declared, long document, Example by) {
        if (!values.containsKey(value) && values.size() >= most) {
            if (declared) {
                values.computeIfAbsent(Sayable.VALUE, key -> new Tally(by)).once(document);
            } else {
                becomeWild();
            }
            return;
        }
        values.computeIfAbsent(value, key -> new Tally(by)).once(document);
    }

    void unknownTo(String table, String value, long document, Example by) {
        Tally tally = values.computeIfAbsent(value, key -> new Tally(by));
        tally.once(document);
        tally.unknown++;
        tally.table = table;
    }

    void becomeWild() {
        wild = true;
        values.values().removeIf(tally -> tally.unknown == 0);
    }
}
