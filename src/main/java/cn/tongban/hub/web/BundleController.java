package cn.tongban.hub.web;

import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The bundle at work and its routes. */
@RestController
@RequestMapping("/api/v1")
class BundleController {
    private final ActiveBundle bundle;

    BundleController(ActiveBundle bundle) {
        this.bundle = bundle;
    }

    /** @param since when it began to work on this node */
    record BundleView(String digest, boolean active, Instant since, int routes, int connectors) {}

    @GetMapping("/bundles")
    @Requires(Scope.READ)
    List<BundleView> bundles() {
        return List.of(new BundleView(
                bundle.digest(),
                true,
                bundle.since(),
                bundle.routes().size(),
                bundle.connectors().size()));
    }

    @GetMapping("/routes")
    @Requires(Scope.READ)
    List<ActiveBundle.Route> routes() {
        return bundle.routes();
    }
}
