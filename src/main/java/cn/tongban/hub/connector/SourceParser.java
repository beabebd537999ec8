package cn.tongban.hub.connector;

import cn.tongban.hub.connector.TableSource.KeyColumns;
import cn.tongban.hub.connector.TableSource.LagLimits;
import cn.tongban.hub.connector.TableSource.Over;
import cn.tongban.hub.connector.TableSource.SourceTable;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the {@code source:} part of {@code connector.yaml}. */
final class SourceParser {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MB = 1 << 20;
    private static final LagLimits LAG = new LagLimits(Duration.ofSeconds(60), 64 * MB, 1024 * MB, Over.ALARM);

    private SourceParser() {}

    static SourceSettings source(YamlSection section) {
        SourceKind kind = section.value("kind", null, SourceKind.AMQP, Values.choice(SourceKind.class));
        SourceSettings settings = switch (kind) {
            case AMQP -> new AmqpSource();
            case PULL -> pull(section);
            case POSTGRES_CDC, JDBC_POLLING -> tables(kind, section);
        };
        section.close();
        return settings;
    }

    private static PullSource pull(YamlSection section) {
        PullSource source = new PullSource(
                section.list("channels", "?", Values::name),
                section.value("every", MINUTE, MINUTE, Values.duration(Duration.ofMillis(50), DAY)),
                section.value("retry", MINUTE.multipliedBy(5), MINUTE, Values.duration(Duration.ofMillis(100), HOUR)),
                section.value("alarm", MINUTE.multipliedBy(10), MINUTE, Values.duration(SECOND, DAY.multipliedBy(7))),
                section.value("files", "", "", Values::name),
                section.value("switch", "", "", Values::name));
        if (source.channels().isEmpty()) {
            section.report("channels", "required", "name at least one channel");
        }
        if (new HashSet<>(source.channels()).size() != source.channels().size()) {
            section.report("channels", "duplicate-name", "a channel is there twice");
        }
        return source;
    }

    private static TableSource tables(SourceKind kind, YamlSection section) {
        TableSource source = new TableSource(
                kind,
                section.value("url", null, "?", Values::name),
                section.value("user", null, "?", Values::name),
                section.value("password", null, "?", Values::name),
                section.value("schema", "public", "public", Values::column),
                section.value("slot", "tongban_hub", "tongban_hub", Values::slot),
                new KeyColumns(
                        section.value("key", "row_guid", "row_guid", Values::column),
                        section.value("time", "update_time", "update_time", Values::column),
                        section.value("operation", "", "", Values::column),
                        section.value("group", "", "", Values::column)),
                section.sections("tables").stream().map(SourceParser::table).toList(),
                section.value("batch", 512, 512, Values.integer(1, 5_000)),
                section.value("poll", SECOND, SECOND, Values.duration(Duration.ofMillis(50), HOUR)),
                section.value("overlap", Duration.ofMinutes(10), HOUR, Values.duration(Duration.ZERO, DAY)),
                section.value("wait", DAY, DAY, Values.duration(SECOND, Duration.ofDays(30))),
                section.value("retry", Duration.ofSeconds(30), SECOND, Values.duration(Duration.ofMillis(100), HOUR)),
                section.section("lag").map(SourceParser::lag).orElse(LAG));
        consistent(section, source);
        return source;
    }

    private static SourceTable table(YamlSection section) {
        SourceTable table = new SourceTable(
                section.value("name", null, "?", Values::column),
                section.value("channel", null, "?", Values::name),
                section.value("parent", false, false, Values::flag),
                section.list("columns", "?", Values::column));
        if (new HashSet<>(table.columns()).size() != table.columns().size()) {
            section.report("columns", "duplicate-name", "a column is there twice");
        }
        section.close();
        return table;
    }

    private static LagLimits lag(YamlSection section) {
        LagLimits limits = new LagLimits(
                section.value("alarm", LAG.alarm(), LAG.alarm(), Values.duration(SECOND, DAY)),
                section.value("alarm-size", LAG.alarmBytes(), 1, Values.size(1 << 10, 2047 * MB)),
                section.value("cap", LAG.capBytes(), 2047 * MB, Values.size(1 << 10, 2047 * MB)),
                section.value("over", LAG.over(), LAG.over(), Values.choice(Over.class)));
        if (limits.capBytes() < limits.alarmBytes()) {
            section.report("cap", "contradiction", "cap must not be smaller than alarm-size");
        }
        section.close();
        return limits;
    }

    private static void consistent(YamlSection section, TableSource source) {
        if (source.tables().isEmpty()) {
            section.report("tables", "required", "name at least one table");
        }
        Set<String> seen = new HashSet<>();
        for (SourceTable table : source.tables()) {
            if (!seen.add(table.name()) || !seen.add("channel " + table.channel())) {
                section.report("tables", "duplicate-name", table.name() + ": table or channel is there twice");
            }
            leaned(source.columns()).filter(column -> !table.columns().contains(column)).forEach(column ->
                    section.report("tables", "missing-column", table.name() + " must list the column " + column));
        }
        long parents = source.tables().stream().filter(SourceTable::parent).count();
        boolean grouped = !source.columns().group().isEmpty();
        if (parents != (grouped ? 1 : 0)) {
            section.report("group", "contradiction", "a group needs exactly one parent table, and a parent table a group");
        }
    }

    private static Stream<String> leaned(KeyColumns columns) {
        return Stream.of(columns.key(), columns.time(), columns.operation(), columns.group())
                .filter(column -> !column.isEmpty());
    }

    private static void switched(YamlSection root, String key, String setting, ConnectorDescriptor descriptor) {
        if (!setting.isEmpty() && !descriptor.settings().containsKey(setting)) {
            root.report(key, "unknown-setting", setting + " is not listed under settings");
        }
    }

    /** What only the whole descriptor shows. */
    static void contradictions(YamlSection root, ConnectorDescriptor descriptor) {
        if (descriptor.source().orElse(null) instanceof PullSource pull) {
            if (descriptor.deliver().isEmpty()) {
                root.report("source", "contradiction", "who is asked needs a deliver section: it says how to reach it");
            }
            if (!pull.files().isEmpty() && descriptor.materials().isEmpty()) {
                root.report("source", "contradiction", "files need a materials section: it has their limits");
            }
            if (pull.channels().contains(pull.files())) {
                root.report("source", "duplicate-name", "files have a channel of their own");
            }
            switched(root, "source", pull.on(), descriptor);
        }
        descriptor.deliver().ifPresent(deliver ->
                deliver.listens().forEach(listening -> switched(root, "deliver", listening.on(), descriptor)));
        if (descriptor.source().orElse(null) instanceof TableSource source) {
            Stream.of(source.url(), source.user())
                    .filter(setting -> !descriptor.settings().containsKey(setting))
                    .forEach(setting -> root.report("source", "unknown-setting", setting + " is not listed under settings"));
            if (!descriptor.secrets().contains(source.password())) {
                root.report("source", "unknown-secret", source.password() + " is not listed under secrets");
            }
        }
    }
}
