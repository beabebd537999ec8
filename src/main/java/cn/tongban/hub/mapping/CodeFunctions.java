package cn.tongban.hub.mapping;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.Function;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The functions of one mapping that read its system's code tables: {@code code(table, code)} gives our meaning,
 * {@code has-code(table, code)} whether it has one, {@code code-to(table, meaning)} the party's code, {@code label(table, meaning)} the party's Chinese name for it.
 */
final class CodeFunctions {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final String mapping;
    private final String system;
    private final Map<String, CodeTable> own;
    private final Consumer<TextNode> found;
    /** JSLT gives functions neither variables nor the whole document; this carries them through one call of map(). */
    private final ThreadLocal<Call> current = new ThreadLocal<>();

    /** @param found hears of every entry that is given out */
    CodeFunctions(String mapping, String system, CodeTables tables, Consumer<TextNode> found) {
        this.mapping = mapping;
        this.system = system;
        this.own = tables.of(system);
        this.found = found;
    }

    private record Call(JsonNode document, JsonNode context) {}

    List<Function> functions() {
        return List.of(
                new TableFunction("code", false, CodeTable::canonical),
                new HasCode(),
                new TableFunction("code-to", true, CodeTable::code),
                new TableFunction("label", true, CodeTable::label));
    }

    <T> T within(JsonNode document, JsonNode context, Supplier<T> work) {
        current.set(new Call(document, context));
        try {
            return work.get();
        } finally {
            current.remove();
        }
    }

    /** An absent value stays absent; every other value must be in the table. */
    private JsonNode look(String tableName, JsonNode value, TableFunction function) {
        if (value.isNull()) {
            return NullNode.instance;
        }
        Optional<TextNode> entry = find(tableName, value, function.lookup);
        entry.ifPresent(found);
        return entry.orElseThrow(() -> unknown(tableName, value, function.fromCanonical, current.get()));
    }

    private Optional<TextNode> find(String tableName, JsonNode value, Lookup lookup) {
        CodeTable table = Objects.requireNonNull(own.get(tableName), tableName);
        LocalDate day = table.isDated() ? recordedOn(current.get().context()) : null;
        return value.isValueNode() ? lookup.find(table, value.asText(), day) : Optional.empty();
    }

    private HubException unknown(String table, JsonNode value, boolean ours, Call call) {
        String named = CodeNames.sayable(value, ours).map(text -> " \"" + text + "\"").orElse("");
        String detail = "Code table " + table + " of " + mapping + " has no counterpart for the value" + named + ".";
        Place place = new Place(CodeNames.pointerTo(call.document(), value), "code", detail);
        return new HubException(ErrorCode.UNKNOWN_CODE, system + "/" + table, List.of(place));
    }

    private static @Nullable LocalDate recordedOn(JsonNode context) {
        JsonNode at = context.get("recordedAt");
        if (at == null || !at.isTextual()) {
            return null;
        }
        try {
            String text = at.textValue();
            return (text.endsWith("Z") ? Instant.parse(text) : OffsetDateTime.parse(text).toInstant())
                    .atZone(ZONE)
                    .toLocalDate();
        } catch (DateTimeParseException e) {
            throw new HubException(ErrorCode.MAPPING_FAILED, "$context.recordedAt is not a time");
        }
    }

    private interface Lookup {
        Optional<TextNode> find(CodeTable table, String key, @Nullable LocalDate day);
    }

    /** For mappings that say themselves what becomes of a code without a counterpart. */
    private final class HasCode implements Function {
        @Override
        public String getName() {
            return "has-code";
        }

        @Override
        public int getMinArguments() {
            return 2;
        }

        @Override
        public int getMaxArguments() {
            return 2;
        }

        @Override
        public JsonNode call(JsonNode input, JsonNode[] arguments) {
            Optional<TextNode> entry = arguments[1].isNull()
                    ? Optional.empty()
                    : find(arguments[0].textValue(), arguments[1], CodeTable::canonical);
            entry.ifPresent(found);
            return BooleanNode.valueOf(entry.isPresent());
        }
    }

    private final class TableFunction implements Function {
        private final String name;
        private final boolean fromCanonical;
        private final Lookup lookup;

        TableFunction(String name, boolean fromCanonical, Lookup lookup) {
            this.name = name;
            this.fromCanonical = fromCanonical;
            this.lookup = lookup;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public int getMinArguments() {
            return 2;
        }

        @Override
        public int getMaxArguments() {
            return 2;
        }

        @Override
        public JsonNode call(JsonNode input, JsonNode[] arguments) {
            return look(arguments[0].textValue(), arguments[1], this);
        }
    }
}
