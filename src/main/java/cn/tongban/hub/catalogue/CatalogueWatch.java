package cn.tongban.hub.catalogue;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.ItemPairs;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Keeps this node's view of the catalogue. What changed is read and compared, not all; all of it only on a new day or under
 * another bundle. Whoever asks while it is being read gets what was there before.
 */
final class CatalogueWatch {
    private static final Logger log = LoggerFactory.getLogger(CatalogueWatch.class);

    private final ItemRepository repository;
    private final Supplier<BundleFiles> bundle;
    private final Clock clock;
    private final Duration look;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile CatalogueState state = CatalogueState.NOTHING;
    private volatile long lookedAt;

    /** @param bundle the one at work, which may say what is a pair */
    CatalogueWatch(ItemRepository repository, Supplier<BundleFiles> bundle, Clock clock, Duration look) {
        this.repository = repository;
        this.bundle = bundle;
        this.clock = clock;
        this.look = look;
        this.lookedAt = System.nanoTime() - look.toNanos() - 1;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ItemRevision.ZONE);
    }

    /** As it was seen a moment ago; while the database is away as it was seen last. */
    CatalogueState recent() {
        if (System.nanoTime() - lookedAt > look.toNanos()) {
            try {
                refresh(state == CatalogueState.NOTHING);
            } catch (DataAccessException e) {
                if (state == CatalogueState.NOTHING) {
                    throw new HubException(ErrorCode.DATABASE_UNAVAILABLE, "", e);
                }
                log.warn("The item catalogue could not be looked at; what was seen last counts", e);
            }
        }
        return state;
    }

    /** As it is now, for people who look. */
    CatalogueState now() {
        refresh(true);
        return state;
    }

    private void refresh(boolean wait) {
        if (wait) {
            reading.lock();
        } else if (!reading.tryLock()) {
            return;
        }
        try {
            state = next(state);
            lookedAt = System.nanoTime();
        } finally {
            reading.unlock();
        }
    }

    private CatalogueState next(CatalogueState known) {
        LocalDate today = today();
        long change = repository.change();
        // Another database, or one that was set back under a running hub.
        CatalogueState old = change < known.change() ? CatalogueState.NOTHING : known;
        BundleFiles files = bundle.get();
        boolean anew = !old.day().equals(today) || !old.bundle().equals(files.digest());
        if (!anew && change == old.change()) {
            return old;
        }
        SortedMap<String, ItemHistory> items = new TreeMap<>(old.items());
        List<ItemRevision> fresh = repository.between(old.change(), change);
        fresh.stream().collect(Collectors.groupingBy(ItemRevision::taskCode)).forEach((taskCode, revisions) ->
                items.merge(taskCode, new ItemHistory(revisions), (earlier, more) -> earlier.with(more.revisions())));
        ItemPairs said = ItemPairs.readLeniently(files);
        PairMaker maker = new PairMaker(items, said, today, repository::documents);
        Collection<ItemHistory> affected = items.values().stream().filter(PairMaker::isOfDistrict)
                .filter(anew ? item -> true : touched(fresh, said)).toList();
        SortedMap<String, PairCheck> pairs = new TreeMap<>(anew ? Map.of() : old.pairs());
        affected.forEach(item -> pairs.remove(item.newest().taskCode()));
        maker.check(affected).forEach(pair -> pairs.put(pair.districtTaskCode(), pair));
        return CatalogueState.of(change, today, files.digest(), items, pairs);
    }

    private static Predicate<ItemHistory> touched(List<ItemRevision> fresh, ItemPairs said) {
        Set<String> matters = fresh.stream().map(ItemRevision::catalogCode).collect(Collectors.toSet());
        Set<String> changed = fresh.stream().map(ItemRevision::taskCode).collect(Collectors.toSet());
        return item -> matters.contains(item.newest().catalogCode())
                || said.cityOf(item.newest().taskCode()).filter(changed::contains).isPresent();
    }
}
