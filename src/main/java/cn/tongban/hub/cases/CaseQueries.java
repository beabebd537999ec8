package cn.tongban.hub.cases;

import java.util.List;
import java.util.Optional;
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

    /** The newest 5,000 lines, oldest of them first. */
    public List<TimelineEntry> timeline(String caseNo) {
        return repository.timeline(caseNo);
    }

    /** Most recently changed first. */
    public List<CaseSummary> page(CaseFilter filter, int limit) {
        return repository.page(filter, limit);
    }

    /** Case numbers that have this blind index, newest first. */
    public List<String> withIndex(long digest, int limit) {
        return repository.withIndex(digest, limit);
    }

    /** Open tasks, oldest first. */
    public List<CaseTask> openTasks(int limit) {
        return repository.openTasks(limit);
    }

    /** Open tasks of one case, oldest first, at most 100. */
    public List<CaseTask> openTasks(String caseNo) {
        return repository.openTasks(caseNo);
    }
}
