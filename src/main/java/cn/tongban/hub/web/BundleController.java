package cn.tongban.hub.web;

import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The bundle at work and its routes. */
@RestController
@RequestMapping("/api/v1")
class BundleController {
    private final BundleAtWork bundle;

    BundleController(BundleAtWork bundle) {
        this.bundle = bundle;
    }

    /** One for now: the one at work on this node. */
    record BundleView(String digest, boolean active, int routes, int connectors) {}

    @GetMapping("/bundles")
    @Requires(Scope.READ)
    @Operation(summary = "The bundle at work")
    List<BundleView> bundles() {
        BundleAtWork.Parts parts = bundle.parts();
        return List.of(new BundleView(
                parts.files().digest(),
                true,
                RouteList.of(parts.files()).size(),
                parts.connectors().all().size()));
    }

    @GetMapping("/routes")
    @Requires(Scope.READ)
    @Operation(summary = "The routes of the bundle at work")
    List<RouteList.Route> routes() {
        return RouteList.of(bundle.parts().files());
    }
}
