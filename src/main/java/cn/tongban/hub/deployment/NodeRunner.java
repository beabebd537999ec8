package cn.tongban.hub.deployment;

import cn.tongban.hub.flow.ActiveBundle;
import cn.tongban.hub.flow.BundleContext;
import cn.tongban.hub.flow.BundleLoader;
import cn.tongban.hub.flow.FaultCount;
import cn.tongban.hub.flow.FlowPorts;
import cn.tongban.hub.mapping.BundleFiles;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The bundles of this node: one at work, perhaps some that drain. Whoever changes which one is at work holds this object's
 * lock, so that following the database and deploying do not get into each other's way.
 */
final class NodeRunner implements AutoCloseable {
    private static final long IDLE_SECONDS = 30;

    private final ActiveBundle active;
    private final BundleLoader loader;
    private final FlowPorts ports;
    private final ExecutorService drains;
    private volatile @Nullable Change last;

    NodeRunner(ActiveBundle active, BundleLoader loader, FlowPorts ports) {
        this.active = active;
        this.loader = loader;
        this.ports = ports;
        ThreadPoolExecutor one = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                task -> new Thread(task, "bundle-drain"));
        one.allowCoreThreadTimeOut(true);
        this.drains = one;
    }

    /**
     * The last change on this node.
     *
     * @param before share of faults of the bundle that was replaced, from 0 to 1
     */
    record Change(String digest, FaultCount faults, double before) {}

    Optional<String> digest() {
        return active.digest();
    }

    /** Empty until the bundle of the start has been replaced. */
    Optional<Change> last() {
        return Optional.ofNullable(last);
    }

    /**
     * Starts it beside the one at work; nothing reaches it yet.
     *
     * @throws cn.tongban.hub.support.HubException BUNDLE_INVALID or SECRET_MISSING; then nothing of it is left
     */
    BundleContext prepare(BundleFiles files) {
        return BundleContext.start(loader.read(files), ports);
    }

    /** What enters from now on passes over it; what is inside of the old one ends there, at its leisure. */
    synchronized void use(BundleContext next) {
        Optional<BundleContext> old = active.replace(next);
        last = new Change(next.digest(), next.faults(), old.map(before -> before.faults().share()).orElse(0.0));
        old.ifPresent(before -> drains.execute(before::retire));
    }

    @Override
    public void close() {
        drains.shutdown();
    }
}
