package cn.tongban.hub.journal;

import cn.tongban.hub.support.Digests;
import cn.tongban.hub.support.Ids;
import cn.tongban.hub.support.RowArrays;
import cn.tongban.hub.support.Where;
import cn.tongban.hub.vault.DataKeys;
import cn.tongban.hub.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Messages: written once, read by id, case or connector, opened only for who needs the content. */
public final class JournalRepository {
    private static final String INSERT =
            """
            insert into message (id, connector, type, case_no, key_subject, document, media_type, traceparent, bundle,
                recorded_at, body_digest, original, canonical)
            select m.id, m.connector, m.type, m.case_no, m.key_subject, m.document, m.media_type, m.traceparent, m.bundle,
                at_micros(m.at), m.body_digest, m.original, m.canonical
            from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::bigint[], ?::bytea[], ?::bytea[], ?::bytea[])
                m(id, connector, type, case_no, key_subject, document, media_type, traceparent, bundle,
                  at, body_digest, original, canonical)
            """;

    private static final String ROW =
            """
            select id, connector, type, case_no, document, media_type, traceparent, bundle, recorded_at, body_digest
            from message
            """;

    private static final UUID LOWEST = new UUID(0, 0);
    private static final UUID HIGHEST = new UUID(-1, -1);

    private final JdbcTemplate jdbc;
    private final DataKeys keys;
    private final Vault vault;

    public JournalRepository(JdbcTemplate jdbc, DataKeys keys, Vault vault) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.vault = vault;
    }

    public void insert(List<NewMessage> messages) {
        jdbc.update(INSERT, RowArrays.of(messages)
                .uuid(NewMessage::id)
                .text(NewMessage::connector)
                .text(NewMessage::type)
                .text(NewMessage::caseNo)
                .text(NewMessage::keySubject)
                .text(NewMessage::document)
                .text(NewMessage::mediaType)
                .text(NewMessage::traceparent)
                .text(NewMessage::bundle)
                .instant(NewMessage::recordedAt)
                .bytes(NewMessage::bodyDigest)
                .bytes(NewMessage::original)
                .bytes(NewMessage::canonical));
    }

    /** The sealed canonical documents of these messages, to be opened by whoever sends them; their keys are at hand. */
    public Map<UUID, SealedCanonical> canonical(Collection<UUID> ids) {
        Map<UUID, SealedCanonical> found = new HashMap<>();
        jdbc.query("select id, key_subject, canonical from message where id = any(?)",
                RowArrays.of(ids).uuid(Function.identity()),
                row -> {
                    found.put(row.getObject(1, UUID.class), new SealedCanonical(
                            row.getObject(1, UUID.class), row.getString(2), row.getBytes(3)));
                });
        keys.prefetch(found.values().stream().map(SealedCanonical::keySubject).toList());
        return found;
    }

    /** A canonical document that only its case's key opens. */
    public record SealedCanonical(UUID messageId, String keySubject, byte @Nullable [] sealed) {}

    /** Both payloads of a message, sealed; each is null once its retention has passed. */
    public record SealedPayload(UUID messageId, String keySubject, byte @Nullable [] original, byte @Nullable [] canonical) {}

    /** The sealed payloads of these messages, to be opened one by one; their keys are at hand. */
    public Map<UUID, SealedPayload> sealed(Collection<UUID> ids) {
        Map<UUID, SealedPayload> found = new HashMap<>();
        jdbc.query("select id, key_subject, original, canonical from message where id = any(?)",
                RowArrays.of(ids).uuid(Function.identity()),
                row -> {
                    UUID id = row.getObject(1, UUID.class);
                    found.put(id, new SealedPayload(id, row.getString(2), row.getBytes(3), row.getBytes(4)));
                });
        keys.prefetch(found.values().stream().map(SealedPayload::keySubject).toList());
        return found;
    }

    /** Opens one part; empty once its retention has passed or its case's key was deleted. Callers answer for who may see it. */
    public Optional<byte[]> open(SealedPayload payload, String part) {
        byte[] sealed = part.equals("original") ? payload.original() : payload.canonical();
        if (sealed == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(vault.open(keys.find(payload.keySubject()), payload.messageId(), part, sealed));
        } catch (EmptyResultDataAccessException e) {
            return Optional.empty();
        }
    }

    public byte[] open(SealedCanonical canonical) {
        if (canonical.sealed() == null) {
            throw new IllegalStateException("The payload's retention has passed: " + canonical.messageId());
        }
        return vault.open(keys.find(canonical.keySubject()), canonical.messageId(), "canonical", canonical.sealed());
    }

    /** The canonical document of the case's newest message of this type, opened; empty once its retention has passed. */
    public Optional<byte[]> newest(String caseNo, String type) {
        return jdbc.query(
                        """
                        select id, key_subject, original, canonical from message
                        where case_no = ? and type = ? order by id desc limit 1
                        """,
                        (row, n) -> new SealedPayload(
                                row.getObject(1, UUID.class), row.getString(2), row.getBytes(3), row.getBytes(4)),
                        caseNo, type)
                .stream().findFirst().flatMap(payload -> open(payload, "canonical"));
    }

    public Optional<MessageRow> find(UUID id) {
        return jdbc.query(ROW + " where id = ?", (row, n) -> row(row), id).stream().findFirst();
    }

    /** Newest first. */
    public List<MessageRow> page(MessageFilter filter, int limit) {
        Where where = new Where();
        boolean ofConnector = filter.connector() != null && filter.caseNo() == null;
        if (ofConnector) {
            // With an equality PostgreSQL would read the newest messages of all connectors until enough of this one have come:
            // for one that is rare, the whole journal. A range in this order can only be read from its index.
            where.and("(connector, id) >= (?, ?)", filter.connector(), LOWEST)
                    .and("(connector, id) < (?, ?)", filter.connector(), filter.before() == null ? HIGHEST : filter.before());
        } else {
            where.and("connector = ?", filter.connector()).and("case_no = ?", filter.caseNo()).and("id < ?", filter.before());
        }
        // Ids begin with the time, so a period is a range of them and finds its partitions.
        where.and("type = ?", filter.type())
                .and("id >= ?", filter.from() == null ? null : Ids.lowest(filter.from()))
                .and("id < ?", filter.to() == null ? null : Ids.lowest(filter.to()));
        String order = ofConnector ? " order by connector desc, id desc limit ?" : " order by id desc limit ?";
        return jdbc.query(ROW + where.sql() + order, (row, n) -> row(row), where.values(limit));
    }

    /** Opens both payloads. Callers answer for who may see them. */
    public Optional<Payload> payload(UUID id) {
        return jdbc.query("select id, key_subject, document, original, canonical from message where id = ?", (row, n) -> {
            var key = keys.find(row.getString("key_subject"));
            byte[] original = row.getBytes("original");
            byte[] canonical = row.getBytes("canonical");
            return new Payload(
                    row.getString("document"),
                    original == null ? null : vault.open(key, id, "original", original),
                    canonical == null ? null : vault.open(key, id, "canonical", canonical));
        }, id).stream().findFirst();
    }

    /** Makes the partitions of the month that {@code day} lies in, if they are missing. */
    public void ensureMonth(LocalDate day) {
        jdbc.query("select ensure_month(?)", row -> {}, java.sql.Date.valueOf(day));
    }

    private static MessageRow row(ResultSet row) throws SQLException {
        return new MessageRow(
                row.getObject("id", UUID.class),
                row.getString("connector"),
                row.getString("type"),
                row.getString("case_no"),
                row.getString("document"),
                row.getString("media_type"),
                row.getString("traceparent"),
                row.getString("bundle"),
                row.getTimestamp("recorded_at").toInstant(),
                Digests.hex(row.getBytes("body_digest")));
    }
}
