package cn.tongban.hub.drift;

import cn.tongban.hub.drift.Learned.Known;
import cn.tongban.hub.drift.Learned.Standing;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** Shapes as they are kept, and what a decision of a person changes in one. */
final class Shapes {
    private static final ObjectMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private Shapes() {}

    static String write(Learned shape) {
        try {
            return JSON.writeValueAsString(shape);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Shapes can be written as JSON", e);
        }
    }

    /** A shape that cannot be read, as of an earlier version, is learned anew. */
    static Learned read(String json) {
        try {
            return JSON.readValue(json, Learned.class);
        } catch (JsonProcessingException e) {
            return new Learned();
        }
    }

    /** What was reported is as right as what was known. */
    static void accept(Learned root, DriftKind kind, String path, String item) {
        Learned parent = kind == DriftKind.VANISHED ? find(root, path.substring(0, path.lastIndexOf('/'))) : null;
        if (parent != null) {
            // If it comes again it is new.
            parent.fields.remove(unescaped(path.substring(path.lastIndexOf('/') + 1)));
            return;
        }
        Learned at = find(root, path);
        if (at == null) {
            return;
        }
        switch (kind) {
            case NEW_FIELD -> at.isNew = false;
            case NEW_TYPE -> {
                learned(at.types.get(item));
                learned(at.forms.get(item));
            }
            case NEW_VALUE -> {
                learned(at.values.get(item));
                learned(at.values.get(ValueJudge.hidden(item)));
            }
            case SHARE -> {
                if (item.isEmpty()) {
                    at.presence.accept();
                } else {
                    at.values.values().forEach(known -> known.share.accept());
                }
            }
            default -> { }
        }
    }

    private static void learned(@Nullable Known known) {
        if (known != null) {
            known.standing = Standing.LEARNED;
        }
    }

    private static @Nullable Learned find(Learned root, String path) {
        Learned at = root;
        for (String part : path.isEmpty() ? new String[0] : path.substring(1).split("/")) {
            at = at.fields.get(unescaped(part));
            if (at == null) {
                return null;
            }
        }
        return at;
    }

    private static String unescaped(String part) {
        return part.replace("~1", "/").replace("~0", "~");
    }
}
