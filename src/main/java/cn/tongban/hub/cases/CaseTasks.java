package cn.tongban.hub.cases;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** What people decide about tasks. Closing one changes nothing about its case: it says that somebody has looked. */
public final class CaseTasks {
    private final CaseTaskRepository repository;

    public CaseTasks(JdbcTemplate jdbc) {
        this.repository = new CaseTaskRepository(jdbc);
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
