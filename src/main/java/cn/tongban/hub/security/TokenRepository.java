package cn.tongban.hub.security;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tokens, found by the digest of their text. */
@Repository
class TokenRepository {
    private static final String COLUMNS = "id, name, scopes, created_at, created_by, expires_at, revoked_at, digest";

    private final JdbcClient jdbc;

    TokenRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A token with the digest by which it is recognised. */
    record Stored(ApiToken token, byte[] digest) {}

    void insert(ApiToken token, byte[] digest) {
        jdbc.sql("""
                        insert into api_token (id, name, scopes, created_at, created_by, expires_at, digest)
                        values (:id, :name, :scopes, :createdAt, :createdBy, :expiresAt, :digest)
                        """)
                .param("id", token.id())
                .param("name", token.name())
                .param("scopes", token.scopes().stream().map(Scope::wire).sorted().toArray(String[]::new))
                .param("createdAt", Timestamp.from(token.createdAt()))
                .param("createdBy", token.createdBy())
                .param("expiresAt", timestamp(token.expiresAt()))
                .param("digest", digest)
                .update();
    }

    Optional<Stored> findByDigest(byte[] digest) {
        return jdbc.sql("select " + COLUMNS + " from api_token where digest = :digest")
                .param("digest", digest)
                .query((row, n) -> new Stored(token(row), row.getBytes("digest")))
                .optional();
    }

    Optional<ApiToken> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from api_token where id = :id")
                .param("id", id)
                .query((row, n) -> token(row))
                .optional();
    }

    List<ApiToken> findAll(Set<UUID> ids) {
        return jdbc.sql("select " + COLUMNS + " from api_token where id = any(:ids::uuid[])")
                .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
                .query((row, n) -> token(row))
                .list();
    }

    /** Newest first, at most {@code limit}. */
    List<ApiToken> newest(int limit) {
        return jdbc.sql("select " + COLUMNS + " from api_token order by id desc limit :limit")
                .param("limit", limit)
                .query((row, n) -> token(row))
                .list();
    }

    /** Revokes a token that is not revoked yet, and tells whether it was. */
    boolean revoke(UUID id, Instant at) {
        return jdbc.sql("update api_token set revoked_at = :at where id = :id and revoked_at is null")
                        .param("at", Timestamp.from(at))
                        .param("id", id)
                        .update()
                == 1;
    }

    private static ApiToken token(ResultSet row) throws SQLException {
        Array scopes = row.getArray("scopes");
        return new ApiToken(
                row.getObject("id", UUID.class),
                row.getString("name"),
                Arrays.stream((String[]) scopes.getArray())
                        .map(wire -> Scope.of(wire).orElseThrow())
                        .collect(Collectors.toSet()),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"),
                instant(row.getTimestamp("expires_at")),
                instant(row.getTimestamp("revoked_at")));
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
