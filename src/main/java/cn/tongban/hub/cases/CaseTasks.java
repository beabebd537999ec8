package cn.tongban.hub.cases;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;

/** What people decide about tasks. Closing one changes nothing about its case: it says that somebody has looked. */
public final class CaseTasks {
    private final CaseTaskRepository repository;

    public CaseTasks(JdbcTemplate jdbc) {
        this.repository = new CaseTaskRepository(jdbc);
    }

    /**
     * Makes the open tasks of one kind about one destination those of these cases: new ones are added, and those of other
     * cases end by themselves. May be called by several nodes at once.
     *
     * @param detail by case number
     */
    public void keep(String kind, String destination, SortedMap<String, String> detail, Supplier<UUID> ids) {
        repository.endOthers(kind, destination, detail.keySet());
        detail.forEach((caseNo, words) -> repository.addOnce(ids.get(), caseNo, kind, words, destination));
    }

    /**
     * Closes an open task.
     *
     * @return the task as it was
     * @throws HubException NOT_FOUND if the case has no such task, NOT_POSSIBLE_NOW if it is closed already
     */
    public CaseTask close(String caseNo, UUID id, String who, String why) {
        if (why.isBlank()) {
            throw new HubException(ErrorCode.REASON_MISSING);
        }
        CaseTask task = repository.find(caseNo, id)
                .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, id.toString()));
        if (!repository.close(id, who, why)) {
            throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, "closed");
        }
        return task;
    }
}
