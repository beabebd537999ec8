package cn.tongban.hub.material;

import cn.tongban.hub.blob.BlobId;
import cn.tongban.hub.blob.Blobs;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Removes what nobody will ask for: drafts of uploads that broke off, and blobs whose material was refused in the commit.
 * A blob is younger than a day until its row is there, so none that is about to be recorded is taken.
 */
final class BlobKeeping {
    private static final Logger log = LoggerFactory.getLogger(BlobKeeping.class);
    private static final Duration DRAFTS = Duration.ofHours(1);
    private static final Duration BLOBS = Duration.ofDays(1);

    private final Blobs blobs;
    private final MaterialRepository repository;
    private final MaterialLinks links;

    BlobKeeping(Blobs blobs, MaterialRepository repository, MaterialLinks links) {
        this.links = links;
        this.blobs = blobs;
        this.repository = repository;
    }

    /** Before the first upload of this process: every draft that lies there is of a dead one. */
    void atStart() throws IOException {
        int swept = blobs.sweepDrafts(Duration.ZERO);
        if (swept > 0) {
            log.info("{} uploads were cut off when the hub stopped; nothing of them is left", swept);
        }
    }

    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
    void hourly() {
        try {
            links.sweep();
            blobs.sweepDrafts(DRAFTS);
            int removed = removeOrphans();
            if (removed > 0) {
                log.info("{} blobs without a material were removed", removed);
            }
        } catch (IOException | DataAccessException e) {
            log.warn("Sweeping the blob store was put off: {}", e.getClass().getSimpleName());
        }
    }

    /** How many were removed. */
    int removeOrphans() throws IOException {
        List<BlobId> orphans = new ArrayList<>();
        blobs.store().listOlder(BLOBS, id -> {
            if (!repository.isUsed(id.hex())) {
                orphans.add(id);
            }
        });
        int removed = 0;
        for (BlobId orphan : orphans) {
            removed += blobs.store().removeOlder(orphan, BLOBS) ? 1 : 0;
        }
        return removed;
    }
}
