package cn.tongban.hub.deployment;

import cn.tongban.hub.flow.Bundle;
import cn.tongban.hub.flow.BundleLoader;
import cn.tongban.hub.flow.FirstBundle;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.support.HubException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * With which bundle a node starts: the active one of the database. The node's own (a folder, or the one in its jar) counts
 * as long as nobody has deployed: the first start puts it to work, a changed folder replaces it at the next start, and so
 * does the bundle of a newer jar. An older jar that starts once more does not bring an older bundle back.
 */
final class StartChoice implements FirstBundle {
    private static final Logger log = LoggerFactory.getLogger(StartChoice.class);

    private final Own own;
    private final BundleLoader loader;
    private final BundleShelf shelf;
    private final DeploymentRepository repository;
    private final TransactionOperations transactions;
    private final Clock clock;

    StartChoice(Own own, BundleLoader loader, BundleShelf shelf, DeploymentRepository repository,
            TransactionOperations transactions, Clock clock) {
        this.own = own;
        this.loader = loader;
        this.shelf = shelf;
        this.repository = repository;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param fromFolder false for the one in the jar */
    record Own(boolean fromFolder, Supplier<BundleFiles> files) {}

    @Override
    public Bundle read() {
        Optional<Deployment> active = repository.active();
        boolean deployed = active.isPresent() && !isOfAStart(active.get());
        try {
            BundleFiles files = own.files().get();
            if (!deployed && counts(files.digest(), active)) {
                Bundle bundle = loader.read(files);
                begin(files);
                return bundle;
            }
            if (deployed && own.fromFolder() && !files.digest().equals(active.get().digest())) {
                log.info("The deployed bundle {} is at work; the folder of this node holds another one, which ./hub deploy"
                        + " would put to work", active.get().digest().substring(0, 12));
            }
        } catch (HubException e) {
            if (!deployed) {
                throw e;
            }
            log.warn("This node's own bundle cannot be read; the deployed one is at work: {}", e.getMessage());
        }
        return loader.read(shelf.files(repository.active().orElseThrow().digest()));
    }

    private boolean counts(String digest, Optional<Deployment> active) {
        if (active.isEmpty()) {
            return true;
        }
        return !active.get().digest().equals(digest) && (own.fromFolder() || !repository.everActive(digest));
    }

    private static boolean isOfAStart(Deployment active) {
        return active.kind().equals(DeploymentKind.START.wire()) || active.kind().equals(DeploymentKind.WATCH.wire());
    }

    private void begin(BundleFiles files) {
        shelf.put(files, "start");
        transactions.executeWithoutResult(status -> {
            repository.lock();
            Optional<Deployment> before = repository.active();
            if (counts(files.digest(), before)) {
                before.ifPresent(old -> repository.replace(old.no(), clock.instant()));
                repository.insert(new Order(files.digest(), DeploymentKind.START, "start", "", null),
                        before.map(Deployment::digest).orElse(null), Deployment.ACTIVE, clock.instant());
            }
        });
    }
}
