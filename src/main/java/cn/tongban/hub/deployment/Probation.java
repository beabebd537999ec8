package cn.tongban.hub.deployment;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Whether a bundle that was just deployed fails so often that the hub goes back by itself. */
final class Probation {
    private final DeploymentProperties properties;

    Probation(DeploymentProperties properties) {
        this.properties = properties;
    }

    /** A sentence that says why; empty while all is well, or the bundle has proven itself. */
    Optional<String> fails(Deployment active, NodeRunner.Change change, Instant now) {
        boolean chosen = active.kind().equals(DeploymentKind.DEPLOY.wire());
        Instant since = active.activeAt();
        if (!chosen || since == null || Duration.between(since, now).compareTo(properties.probation()) > 0) {
            return Optional.empty();
        }
        long all = change.faults().all();
        double share = change.faults().share();
        if (all < properties.least() || share < properties.mostFaults() || change.before() > share / 2) {
            return Optional.empty();
        }
        return Optional.of(String.format(Locale.ROOT, "%d of the first %d failed (%.0f %%, %.1f %% before)",
                change.faults().faults(), all, share * 100, change.before() * 100));
    }
}
