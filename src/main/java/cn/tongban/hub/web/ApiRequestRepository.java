package cn.tongban.hub.web;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which API requests were done under which key, and what they were answered. */
@Repository
class ApiRequestRepository {
    private static final int MOST_FORGOTTEN = 100;

    private final JdbcClient jdbc;

    ApiRequestRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A request with the answer that it got. */
    record Done(byte[] request, String answer) {}

    /** Takes a key and tells whether it was free; waits for a transaction that is just taking it. */
    boolean take(UUID tokenId, byte[] key, byte[] request, Instant at) {
        return jdbc.sql("""
                                insert into api_request (token_id, key, request, at, answer)
                                values (:tokenId, :key, :request, :at, '') on conflict do nothing
                                """)
                        .param("tokenId", tokenId)
                        .param("key", key)
                        .param("request", request)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    void answer(UUID tokenId, byte[] key, String answer) {
        jdbc.sql("update api_request set answer = :answer where token_id = :tokenId and key = :key")
                .param("answer", answer)
                .param("tokenId", tokenId)
                .param("key", key)
                .update();
    }

    Optional<Done> find(UUID tokenId, byte[] key) {
        return jdbc.sql("select request, answer from api_request where token_id = :tokenId and key = :key")
                .param("tokenId", tokenId)
                .param("key", key)
                .query((row, n) -> new Done(row.getBytes("request"), row.getString("answer")))
                .optional();
    }

    /** Forgets a few old ones; each request pays for a little of the cleaning. */
    void forget(Instant before) {
        jdbc.sql("""
                        delete from api_request where (token_id, key) in (
                            select token_id, key from api_request where at < :before order by at limit :most
                            for update skip locked)
                        """)
                .param("before", Timestamp.from(before))
                .param("most", MOST_FORGOTTEN)
                .update();
    }
}
