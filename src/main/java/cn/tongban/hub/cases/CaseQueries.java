package cn.tongban.hub.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What people and parties ask about cases. */
public final class CaseQueries {
    private final CaseReadRepository repository;

    public CaseQueries(JdbcTemplate jdbc) {
        this.repository = new CaseReadRepository(jdbc);
    }

    public Optional<CaseSummary> find(String caseNo) {
        return repository.find(caseNo);
    }

    /** Oldest first, at most 5,000 lines. */
    public List<TimelineEntry> timeline(String caseNo) {
        return repository.timeline(caseNo);
    }

    /**
     * Most recently changed first.
     *
     * @param state null for any
     * @param before changed before this instant, null for the first page
     */
    public List<CaseSummary> page(@Nullable CaseState state, @Nullable Instant before, int limit) {
        return repository.page(state, before, limit);
    }

    /** Case numbers that have this blind index, newest first. */
    public List<String> withIndex(byte[] digest, int limit) {
        return repository.withIndex(digest, limit);
    }

    /** Open tasks, oldest first. */
    public List<CaseTask> openTasks(int limit) {
        return repository.openTasks(limit);
    }
}
