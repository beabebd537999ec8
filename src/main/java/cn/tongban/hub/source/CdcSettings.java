package cn.tongban.hub.source;

import cn.tongban.hub.connector.TableSource;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Debezium's settings for one source. What is not here has its default. */
final class CdcSettings {
    private static final PGProperty[] PASSED_ON = {
        PGProperty.SSL_MODE, PGProperty.SSL_ROOT_CERT, PGProperty.SSL_CERT, PGProperty.SSL_KEY
    };

    private CdcSettings() {}

    static Properties of(String source, Partner partner, TableSource settings, long lsn) {
        Properties all = new Properties();
        all.setProperty("name", source);
        all.setProperty("topic.prefix", source.replace('.', '-'));
        // An engine that broke off can leave its metrics behind, and the next one waits a minute for the same name.
        all.setProperty("custom.metric.tags", "engine=" + UUID.randomUUID());
        all.setProperty("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        database(all, partner);
        slot(all, settings);
        memory(all, settings);
        all.setProperty("offset.storage", SeededOffsets.class.getName());
        all.setProperty(SeededOffsets.LSN, Long.toString(lsn));
        // The slot is confirmed after each batch, which by then is committed here.
        all.setProperty("offset.flush.interval.ms", "0");
        // All that fails ends the engine: who starts it again looks at the slot first.
        all.setProperty("errors.max.retries", "0");
        all.setProperty("slot.max.retries", "0");
        return all;
    }

    private static void database(Properties all, Partner partner) {
        Properties url = Driver.parseURL(partner.url(), new Properties());
        if (url == null) {
            throw new IllegalArgumentException("not an address of a PostgreSQL");
        }
        all.setProperty("database.hostname", url.getProperty(PGProperty.PG_HOST.getName(), "localhost"));
        all.setProperty("database.port", url.getProperty(PGProperty.PG_PORT.getName(), "5432"));
        all.setProperty("database.dbname", url.getProperty(PGProperty.PG_DBNAME.getName(), ""));
        all.setProperty("database.user", partner.user());
        all.setProperty("database.password", partner.password().text());
        all.setProperty("database.tcpKeepAlive", "true");
        for (PGProperty property : PASSED_ON) {
            String value = url.getProperty(property.getName());
            if (value != null) {
                all.setProperty("database." + property.getName(), value);
            }
        }
    }

    private static void slot(Properties all, TableSource settings) {
        all.setProperty("plugin.name", "pgoutput");
        all.setProperty("slot.name", settings.slot());
        all.setProperty("publication.name", settings.slot());
        all.setProperty("publication.autocreate.mode", "disabled");
        all.setProperty("snapshot.mode", "no_data");
        all.setProperty("table.include.list", settings.tables().stream()
                .map(table -> settings.schema() + "\\." + table.name()).collect(Collectors.joining(",")));
        all.setProperty("message.prefix.include.list", SlotRepository.BEAT);
        all.setProperty("tombstones.on.delete", "false");
        all.setProperty("status.update.interval.ms", "1000");
    }

    private static void memory(Properties all, TableSource settings) {
        all.setProperty("max.batch.size", Integer.toString(settings.batch()));
        all.setProperty("max.queue.size", Integer.toString(settings.batch() * 2));
        all.setProperty("max.queue.size.in.bytes", Integer.toString(32 << 20));
        all.setProperty("poll.interval.ms", "20");
        all.setProperty("record.processing.threads", "1");
        all.setProperty("decimal.handling.mode", "precise");
        all.setProperty("time.precision.mode", "adaptive_time_microseconds");
        all.setProperty("binary.handling.mode", "bytes");
    }
}
