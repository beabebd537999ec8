package cn.tongban.hub.flow;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The bundle that handles what comes in and goes out. A swap is one reference: whoever entered before finishes on the
 * old bundle, whoever enters afterwards gets the new one, and nobody is turned away in between.
 */
public final class ActiveBundle implements AutoCloseable {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final AtomicReference<Optional<BundleContext>> current = new AtomicReference<>(Optional.empty());
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private volatile @Nullable Bundle latest;

    /** Without a bundle until the first swap. */
    ActiveBundle() {}

    /** @param first will be at work after the first swap; what starts before it can already ask what it holds */
    public ActiveBundle(Bundle first) {
        this.latest = first;
    }

    /** The right to use one bundle until it is closed; the bundle is not stopped before. */
    record Lease(BundleContext bundle) implements AutoCloseable {
        @Override
        public void close() {
            bundle.leave();
        }
    }

    /** Digest of the bundle that is active now; empty before the first one and after {@link #close}. */
    public Optional<String> digest() {
        return current.get().map(BundleContext::digest);
    }

    Optional<Tickets> tickets() {
        return current.get().map(BundleContext::tickets);
    }

    /**
     * The bundle that is active now; before the start the one that will be, while the hub stops the last one.
     *
     * @throws HubException STOPPING when there never was one
     */
    public Bundle bundle() {
        Bundle known = latest;
        if (known == null) {
            throw none();
        }
        return known;
    }

    /** Whether a route of the active bundle carries messages of this type there. */
    public boolean carries(String destination, String type) {
        return current.get().map(bundle -> bundle.deliveries().carrying(destination, type).isPresent()).orElse(false);
    }

    /** @param follower is told after each swap, on the swapping thread: quick, and it must not throw */
    public void follow(Runnable follower) {
        followers.add(follower);
    }

    /**
     * Makes the started bundle the active one, waits until the last message of the old one is through, and stops it.
     *
     * @return false when messages were still under way on the old bundle after its shutdown time-out
     */
    public boolean swap(BundleContext next) {
        return replace(next).map(BundleContext::retire).orElse(true);
    }

    /** Makes the started bundle the active one at once. What it replaces is the caller's to {@link BundleContext#retire}. */
    public Optional<BundleContext> replace(BundleContext next) {
        Optional<BundleContext> old = current.getAndSet(Optional.of(next));
        latest = next.bundle();
        followers.forEach(Runnable::run);
        return old;
    }

    /** @throws HubException STOPPING when there is no bundle: before the first one, or because the hub stops */
    Lease enter() {
        while (true) {
            BundleContext bundle = current.get().orElseThrow(ActiveBundle::none);
            if (bundle.enter()) {
                return new Lease(bundle);
            }
            // It was retired between the two lines, so another one is active by now.
            Thread.onSpinWait();
        }
    }

    private static HubException none() {
        return new HubException(ErrorCode.STOPPING, "", List.of(), RETRY_AFTER, null);
    }

    @Override
    public void close() {
        current.getAndSet(Optional.empty()).ifPresent(BundleContext::retire);
    }
}
