package cn.tongban.hub.tolerance;

import org.springframework.jdbc.core.JdbcTemplate;

/** Which node works. */
final class TurnRepository {
    // Any number that nobody else locks by. A node that runs another bundle than the cluster would go by the wrong calendar.
    private static final String TAKE =
            """
            select case when exists (select from deployment where state = 'active' and digest <> ?) then false
                else pg_try_advisory_xact_lock(7308042600) end
            """;

    private final JdbcTemplate jdbc;

    TurnRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes the turn to the end of the transaction; false when another node has it.
     *
     * @param bundle at work on this node; false as well when it is not the one that is at work in the cluster
     */
    boolean take(String bundle) {
        return Boolean.TRUE.equals(jdbc.queryForObject(TAKE, Boolean.class, bundle));
    }
}
