package cn.tongban.hub.drift;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.TreeMap;

/** What is learned of one place of a stream; kept as JSON, changed only under the lock of the stream's row. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY, getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
final class Learned {
    Map<String, Learned> fields = new TreeMap<>();
    Map<String, Known> types = new TreeMap<>();
    Map<String, Known> forms = new TreeMap<>();
    Map<String, Known> values = new TreeMap<>();
    /** Documents in which it occurs, in which it is an object, in which it holds something. */
    long docs;
    long objects;
    long filled;
    /** Of its parent's newer objects so many were counted, and in so many of them it held something. */
    long counted;
    long present;
    /** Its parent's last objects without it. */
    long absent;
    /** Epoch milliseconds at which it last held something. */
    long lastFilled;
    /** Where among the documents the last learned value was first seen. */
    long lastNewValue;
    boolean isNew;
    boolean gone;
    boolean wild;
    Series presence = new Series();
    /** The open blocks: of its objects for its fields, of its documents for its values. */
    Open ofObjects = new Open();
    Open ofValues = new Open();

    /** Another type is told already, and what it does to shares with it. */
    boolean holdsReported() {
        return types.values().stream().anyMatch(type -> type.standing == Standing.REPORTED);
    }

    /** How far somebody or the hub has come with something that was seen. */
    enum Standing {
        LEARNED,
        /** Seen, too seldom to say. */
        PENDING,
        REPORTED
    }

    /** A type, a form or a value. */
    @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    static final class Known {
        long n;
        /** Documents of the place before it came. */
        long from;
        Standing standing = Standing.LEARNED;
        String table = "";
        Series share = new Series();
    }

    /** A block that is not closed yet. */
    @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    static final class Open {
        int n;
        long start;

        void add(int documents, long second) {
            start = n == 0 ? second : start;
            n += documents;
        }

        boolean isFull(long second, DriftLimits limits) {
            return n >= limits.block() && second - start >= limits.blockTime().toSeconds();
        }

        void reset() {
            n = 0;
            start = 0;
        }
    }
}
