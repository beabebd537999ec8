package cn.tongban.hub.account;

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
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Accounts with what must not leave this package: hashes and sealed secrets. */
final class AccountRepository {
    private static final String SELECT = "select * from account ";

    private final JdbcClient jdbc;

    AccountRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param former hashes of earlier passwords, newest first
     * @param totp the secret, also before a code of it has been seen
     */
    record Stored(Account account, @Nullable String password, List<String> former, int failures,
            @Nullable SealedSecret totp, long totpStep) {
        boolean secondFactor() {
            return account.secondFactor();
        }
    }

    /** @param key the wrapped data key */
    record SealedSecret(byte[] sealed, byte[] key) {}

    /** @return false when the login or subject is taken */
    boolean insert(Account account, @Nullable String password, @Nullable String subject) {
        try {
            return jdbc.sql("""
                            insert into account (id, login, name, roles, password, password_at, must_change, subject,
                                created_at, created_by)
                            values (:id, :login, :name, :roles, :password, :passwordAt, :mustChange, :subject, :createdAt,
                                :createdBy)
                            """)
                    .param("id", account.id())
                    .param("login", account.login())
                    .param("name", account.name())
                    .param("roles", wires(account.roles()))
                    .param("password", password)
                    .param("passwordAt", timestamp(account.passwordAt()))
                    .param("mustChange", account.mustChange())
                    .param("subject", subject)
                    .param("createdAt", Timestamp.from(account.createdAt()))
                    .param("createdBy", account.createdBy())
                    .update() == 1;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    Optional<Stored> byLogin(String login) {
        return jdbc.sql(SELECT + "where login = :login").param("login", login).query((row, n) -> stored(row)).optional();
    }

    Optional<Stored> bySubject(String subject) {
        return jdbc.sql(SELECT + "where subject = :subject").param("subject", subject).query((row, n) -> stored(row))
                .optional();
    }

    Optional<Stored> find(UUID id) {
        return jdbc.sql(SELECT + "where id = :id").param("id", id).query((row, n) -> stored(row)).optional();
    }

    /** Locked until the commit, so that failures are counted one by one. */
    Optional<Stored> lock(UUID id) {
        return jdbc.sql(SELECT + "where id = :id for update").param("id", id).query((row, n) -> stored(row)).optional();
    }

    List<Account> all(int limit) {
        return jdbc.sql(SELECT + "order by login limit :limit").param("limit", limit)
                .query((row, n) -> stored(row).account()).list();
    }

    boolean none() {
        return jdbc.sql("select not exists (select from account)").query(Boolean.class).single();
    }

    void failed(UUID id, int failures, @Nullable Instant lockedUntil) {
        jdbc.sql("update account set failures = :failures, locked_until = :until where id = :id")
                .param("failures", failures).param("until", timestamp(lockedUntil)).param("id", id).update();
    }

    void loggedIn(UUID id, Instant at) {
        jdbc.sql("update account set failures = 0, locked_until = null, login_at = :at where id = :id")
                .param("at", Timestamp.from(at)).param("id", id).update();
    }

    void password(UUID id, String hash, Instant at, boolean mustChange, List<String> former) {
        jdbc.sql("""
                        update account set password = :hash, password_at = :at, must_change = :must, former = :former,
                            failures = 0, locked_until = null
                        where id = :id
                        """)
                .param("hash", hash).param("at", Timestamp.from(at)).param("must", mustChange)
                .param("former", former.toArray(String[]::new)).param("id", id).update();
    }

    void roles(UUID id, Set<Role> roles) {
        jdbc.sql("update account set roles = :roles where id = :id").param("roles", wires(roles)).param("id", id).update();
    }

    void disabled(UUID id, @Nullable Instant at) {
        jdbc.sql("update account set disabled_at = :at where id = :id").param("at", timestamp(at)).param("id", id).update();
    }

    /** Not asked for until {@link #totpOn}. */
    void totp(UUID id, @Nullable SealedSecret secret) {
        jdbc.sql("update account set totp = :sealed, totp_key = :key, totp_on = false, totp_step = 0 where id = :id")
                .param("sealed", secret == null ? null : secret.sealed())
                .param("key", secret == null ? null : secret.key()).param("id", id).update();
    }

    void totpOn(UUID id, long step) {
        jdbc.sql("update account set totp_on = true, totp_step = :step where id = :id").param("step", step).param("id", id)
                .update();
    }

    void totpStep(UUID id, long step) {
        jdbc.sql("update account set totp_step = :step where id = :id").param("step", step).param("id", id).update();
    }

    private static Stored stored(ResultSet row) throws SQLException {
        byte[] sealed = row.getBytes("totp");
        SealedSecret totp = sealed == null ? null : new SealedSecret(sealed, row.getBytes("totp_key"));
        String password = row.getString("password");
        Account account = new Account(
                row.getObject("id", UUID.class),
                row.getString("login"),
                row.getString("name"),
                texts(row.getArray("roles")).stream().flatMap(wire -> Role.of(wire).stream()).collect(Collectors.toSet()),
                password != null,
                instant(row.getTimestamp("password_at")),
                row.getBoolean("must_change"),
                row.getBoolean("totp_on"),
                instant(row.getTimestamp("locked_until")),
                instant(row.getTimestamp("disabled_at")),
                instant(row.getTimestamp("login_at")),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"));
        return new Stored(account, password, texts(row.getArray("former")), row.getInt("failures"), totp,
                row.getLong("totp_step"));
    }

    private static String[] wires(Set<Role> roles) {
        return roles.stream().map(Role::wire).sorted().toArray(String[]::new);
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
