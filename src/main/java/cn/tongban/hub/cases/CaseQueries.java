package cn.tongban.hub.cases;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

    /** Those of the cases that exist, in no order. */
    public List<CaseSummary> find(Collection<String> caseNos) {
        return repository.find(caseNos);
    }

    /** Lines with a time that moved a case, and late ones, by case; a case without any is missing. */
    public Map<String, List<TimelineEntry>> moves(Collection<String> caseNos) {
        return repository.moves(caseNos);
    }

    /**
     * Messages that came for cases, in the order of their ids.
     *
     * @param after an id; only later ones
     * @param before an id; only earlier ones
     */
    public List<CaseMessage> messages(UUID after, UUID before, int limit) {
        return repository.messages(after, before, limit);
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
