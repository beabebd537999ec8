package cn.tongban.hub.deployment;

import cn.tongban.hub.flow.BundleContext;
import cn.tongban.hub.support.HubException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/** Keeps this node on the active bundle, tells the others what it runs, and judges a deployment in its first minutes. */
final class Following implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Following.class);
    private static final int TELL_EACH = 10;

    private final String node;
    private final DeploymentRepository repository;
    private final BundleShelf shelf;
    private final NodeRunner runner;
    private final Deployments deployments;
    private final Probation probation;
    private final Clock clock;
    private String told = "";
    private int silent = TELL_EACH;
    private String refused = "";

    Following(String node, DeploymentRepository repository, BundleShelf shelf, NodeRunner runner, Deployments deployments,
            Probation probation, Clock clock) {
        this.node = node;
        this.repository = repository;
        this.shelf = shelf;
        this.runner = runner;
        this.deployments = deployments;
        this.probation = probation;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 500, timeUnit = TimeUnit.MILLISECONDS)
    void look() {
        try {
            Optional<Deployment> active = repository.active();
            if (active.isPresent() && runner.digest().isPresent()) {
                follow(active.get());
                tell(active.get());
                judge(active.get());
            }
        } catch (DataAccessException | TransactionException e) {
            log.debug("The database does not say which bundle is active; this node stays with its own", e);
        }
    }

    private void follow(Deployment active) {
        synchronized (runner) {
            // Somebody may have deployed on this very node since the database was asked.
            if (runs(active) || refused.equals(active.digest())
                    || repository.active().filter(now -> now.no() == active.no()).isEmpty()) {
                return;
            }
            try {
                BundleContext next = runner.prepare(shelf.files(active.digest()));
                runner.use(next);
                log.atInfo().addKeyValue("bundle", active.digest()).log("This node follows deployment {}", active.no());
            } catch (HubException e) {
                refused = active.digest();
                log.atError().addKeyValue("bundle", active.digest()).setCause(e)
                        .log("Deployment {} does not start on this node, which stays with its own", active.no());
                tell(active);
                deployments.goBack(active, node + ": " + e.getMessage());
            }
        }
    }

    private boolean runs(Deployment active) {
        return runner.digest().filter(active.digest()::equals).isPresent();
    }

    private void tell(Deployment active) {
        String digest = runner.digest().orElse("");
        String problem = runs(active) ? "" : "does not start here";
        String now = digest + problem;
        silent++;
        if (!now.equals(told) || silent >= TELL_EACH) {
            repository.report(node, digest, problem);
            told = now;
            silent = 0;
        }
    }

    private void judge(Deployment active) {
        runner.last().filter(change -> runs(active) && change.digest().equals(active.digest()))
                .flatMap(change -> probation.fails(active, change, clock.instant()))
                .ifPresent(why -> deployments.goBack(active, why));
    }

    @Override
    public void destroy() {
        try {
            repository.leave(node);
        } catch (DataAccessException | TransactionException e) {
            log.debug("The others will forget this node by themselves", e);
        }
    }
}
