package cn.tongban.hub.flow;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The bundle that handles what comes in and goes out. A swap is one reference: whoever entered before finishes on the
 * old bundle, whoever enters afterwards gets the new one, and nobody is turned away in between.
 */
public final class ActiveBundle implements AutoCloseable {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final AtomicReference<Optional<BundleContext>> current = new AtomicReference<>(Optional.empty());

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

    /**
     * The bundle that is active now.
     *
     * @throws HubException STOPPING when there is none
     */
    public Bundle bundle() {
        return current.get().map(BundleContext::bundle).orElseThrow(ActiveBundle::none);
    }

    /**
     * Makes the started bundle the active one, waits until the last message of the old one is through, and stops it.
     *
     * @return false when messages were still under way on the old bundle after its shutdown time-out
     */
    public boolean swap(BundleContext next) {
        return current.getAndSet(Optional.of(next)).map(BundleContext::retire).orElse(true);
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
