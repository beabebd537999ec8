package cn.tongban.hub.deployment;

import cn.tongban.hub.flow.BundleContext;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/** Puts bundles to work and takes them back. The database says which one is active; nodes follow it. */
public final class Deployments {
    private static final Logger log = LoggerFactory.getLogger(Deployments.class);
    private static final Duration HEARD_OF = Duration.ofMinutes(1);
    private static final int SHEETS = 1000;

    private final DeploymentRepository repository;
    private final BundleShelf shelf;
    private final NodeRunner runner;
    private final TransactionOperations transactions;
    private final DeploymentProperties properties;
    private final Clock clock;

    Deployments(DeploymentRepository repository, BundleShelf shelf, NodeRunner runner, TransactionOperations transactions,
            DeploymentProperties properties, Clock clock) {
        this.repository = repository;
        this.shelf = shelf;
        this.runner = runner;
        this.transactions = transactions;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Puts a bundle of the shelf to work; where the installation asks for a second person it is only proposed.
     *
     * @param expected digest that the asker believes active, null when that does not matter
     * @throws HubException BUNDLE_UNKNOWN; BUNDLE_MOVED_ON when another bundle is active than expected; BUNDLE_INVALID or
     *     SECRET_MISSING when it does not start here. In each case nothing has changed
     */
    public Deployment deploy(String name, String by, String reason, @Nullable String expected) {
        Order order = new Order(shelf.find(name).digest(), DeploymentKind.DEPLOY, by, reason, expected);
        return properties.approval() ? propose(order) : activate(order);
    }

    /** Saved on a developer's machine: no second person, no expectation. */
    Deployment watch(String digest) {
        return activate(new Order(digest, DeploymentKind.WATCH, "watch", "saved", null));
    }

    /**
     * Goes back, without a second person: that version has been at work before.
     *
     * @param from name of the bundle that is to be left; somebody who has gone back already keeps it from going back twice
     * @param to name of a bundle that was active once; null for the one before
     * @throws HubException NOT_POSSIBLE_NOW when there is none before or that one was never active; BUNDLE_MOVED_ON
     */
    public Deployment rollback(String from, @Nullable String to, String by, String reason) {
        String digest = to == null ? previous() : shelf.find(to).digest();
        if (!repository.everActive(digest)) {
            throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, digest);
        }
        return activate(new Order(digest, DeploymentKind.ROLLBACK, by, reason, shelf.find(from).digest()));
    }

    /** The hub's own decision; does nothing when another deployment has become active meanwhile. */
    void goBack(Deployment from, String why) {
        try {
            activate(new Order(previous(), DeploymentKind.AUTOMATIC, "hub", why, from.digest()));
            log.atError().addKeyValue("bundle", from.digest()).log("The hub went back from the bundle: {}", why);
        } catch (HubException e) {
            log.atError().addKeyValue("bundle", from.digest()).setCause(e)
                    .log("The hub should go back from the bundle and cannot: {}", why);
        }
    }

    /** @throws HubException DEPLOYMENT_UNKNOWN, NOT_POSSIBLE_NOW, APPROVAL_BY_SAME_PERSON, BUNDLE_MOVED_ON */
    public Deployment approve(long no, String by, String words) {
        Deployment proposed = proposed(no);
        if (proposed.askedBy().equals(by)) {
            throw new HubException(ErrorCode.APPROVAL_BY_SAME_PERSON);
        }
        Order order = new Order(proposed.digest(), DeploymentKind.DEPLOY, by, words, proposed.replaces());
        return change(order, old -> {
            if (!repository.decide(no, Deployment.ACTIVE, by, words, clock.instant())) {
                throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, Long.toString(no));
            }
            return no;
        });
    }

    /** Also by the one who asked. @throws HubException DEPLOYMENT_UNKNOWN, NOT_POSSIBLE_NOW */
    public Deployment reject(long no, String by, String words) {
        proposed(no);
        if (!repository.decide(no, Deployment.REJECTED, by, words, clock.instant())) {
            throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, Long.toString(no));
        }
        return get(no);
    }

    public Optional<Deployment> active() {
        return repository.active();
    }

    /** @throws HubException DEPLOYMENT_UNKNOWN */
    public Deployment get(long no) {
        return repository.find(no).orElseThrow(
                () -> new HubException(ErrorCode.DEPLOYMENT_UNKNOWN, Long.toString(no)));
    }

    /** Newest first, those before {@code before}. */
    public List<Deployment> page(long before, int most) {
        return repository.page(before, most);
    }

    /** Every node that was heard of within a minute. */
    public List<NodeBundle> nodes() {
        return repository.nodes(HEARD_OF);
    }

    private String previous() {
        return History.previous(repository.page(Long.MAX_VALUE, SHEETS)).orElseThrow(
                () -> new HubException(ErrorCode.NOT_POSSIBLE_NOW, "rollback"));
    }

    private Deployment proposed(long no) {
        Deployment found = get(no);
        if (!found.state().equals(Deployment.PROPOSED)) {
            throw new HubException(ErrorCode.NOT_POSSIBLE_NOW, Long.toString(no));
        }
        return found;
    }

    private Deployment propose(Order order) {
        // It must start here before a second person is asked.
        runner.prepare(shelf.files(order.digest())).stop();
        Long no = transactions.execute(status -> repository.insert(
                order, expected(order).map(Deployment::digest).orElse(null), Deployment.PROPOSED, clock.instant()));
        return get(no == null ? 0 : no);
    }

    private Deployment activate(Order order) {
        Optional<Deployment> now = expected(order);
        if (now.isPresent() && now.get().digest().equals(order.digest())) {
            return now.get();
        }
        return change(order, old -> repository.insert(
                order, old.map(Deployment::digest).orElse(null), Deployment.ACTIVE, clock.instant()));
    }

    private Deployment change(Order order, ToLongFunction<Optional<Deployment>> entry) {
        BundleContext next = runner.prepare(shelf.files(order.digest()));
        try {
            synchronized (runner) {
                Long no = transactions.execute(status -> {
                    repository.lock();
                    Optional<Deployment> old = expected(order);
                    old.ifPresent(replaced -> repository.replace(replaced.no(), clock.instant()));
                    return entry.applyAsLong(old);
                });
                runner.use(next);
                return get(no == null ? 0 : no);
            }
        } catch (RuntimeException e) {
            if (runner.digest().filter(next.digest()::equals).isEmpty()) {
                next.stop();
            }
            throw e;
        }
    }

    private Optional<Deployment> expected(Order order) {
        Optional<Deployment> now = repository.active();
        String digest = now.map(Deployment::digest).orElse("");
        if (order.expected() != null && !order.expected().equals(digest)) {
            throw new HubException(ErrorCode.BUNDLE_MOVED_ON, digest);
        }
        return now;
    }
}
