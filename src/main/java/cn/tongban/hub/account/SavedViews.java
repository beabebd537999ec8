package cn.tongban.hub.account;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Ids;
import cn.tongban.hub.support.Place;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Everybody's own filtered lists. */
public final class SavedViews {
    private static final int MOST = 50;
    private static final int LONGEST_NAME = 40;

    private final SavedViewRepository repository;
    private final Clock clock;

    SavedViews(SavedViewRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** In the order in which they were saved. */
    public List<SavedView> of(UUID account, String path) {
        return repository.of(account, path);
    }

    /**
     * One of the same name is replaced.
     *
     * @param address path and query, checked by the caller to be one of the console's
     * @throws HubException REQUEST_INVALID for a name that is empty or long; NOT_POSSIBLE_NOW when there are many already
     */
    public void save(UUID account, String name, String path, String address) {
        String kept = name.strip();
        if (kept.isEmpty() || kept.length() > LONGEST_NAME) {
            throw new HubException(ErrorCode.REQUEST_INVALID, "", List.of(new Place("/name", "length", "1 to " + LONGEST_NAME)));
        }
        Instant now = clock.instant();
        if (!repository.save(account, new SavedView(Ids.next(now), kept, path, address), now, MOST)) {
            throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, kept);
        }
    }

    /** Forgets one of this account; nothing happens when it is not there. */
    public void forget(UUID account, UUID id) {
        repository.forget(account, id);
    }
}
