package cn.tongban.hub.flow;

import org.springframework.context.SmartLifecycle;

/** Has a bundle at work before the first delivery and the first request, and until after the last of both. */
final class BundleStart implements SmartLifecycle {
    private static final int BEFORE_DELIVERY = Integer.MAX_VALUE - 8192;

    private final ActiveBundle active;
    private final FlowPorts ports;

    BundleStart(ActiveBundle active, FlowPorts ports) {
        this.active = active;
        this.ports = ports;
    }

    @Override
    public void start() {
        active.swap(BundleContext.start(active.bundle(), ports));
    }

    @Override
    public void stop() {
        active.close();
    }

    @Override
    public boolean isRunning() {
        return active.digest().isPresent();
    }

    @Override
    public int getPhase() {
        return BEFORE_DELIVERY;
    }
}
