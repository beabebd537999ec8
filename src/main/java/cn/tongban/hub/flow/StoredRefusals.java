package cn.tongban.hub.flow;

import cn.tongban.hub.journal.RefusalRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Keeps refused bytes in the journal. That a refusal could not be kept must not change the caller's answer. */
final class StoredRefusals implements RefusedBytes {
    private static final Logger log = LoggerFactory.getLogger(StoredRefusals.class);

    private final RefusalRepository repository;

    StoredRefusals(RefusalRepository repository) {
        this.repository = repository;
    }

    @Override
    public void keep(Refusal refusal) {
        try {
            repository.keep(
                    refusal.connector(), refusal.code(), refusal.places(), refusal.receivedAt(), refusal.body());
        } catch (DataAccessException | TransactionException e) {
            log.atWarn()
                    .addKeyValue("connector", refusal.connector())
                    .addKeyValue("code", refusal.code().code())
                    .setCause(e)
                    .log("Refused bytes were not kept");
        }
    }
}
