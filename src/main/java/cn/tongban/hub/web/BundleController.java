package cn.tongban.hub.web;

import cn.tongban.hub.deployment.BundleShelf;
import cn.tongban.hub.deployment.Deployment;
import cn.tongban.hub.deployment.Deployments;
import cn.tongban.hub.deployment.StoredBundle;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.release.BundleArchive;
import cn.tongban.hub.release.FileChange;
import cn.tongban.hub.release.Finding;
import cn.tongban.hub.security.AuditLog;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Bundles on the shelf, and the routes of the one at work. */
@RestController
@RequestMapping("/api/v1")
class BundleController {
    private static final String ZIP = "application/zip";
    private static final int MOST = 200;

    private final BundleAtWork atWork;
    private final BundleShelf shelf;
    private final Deployments deployments;
    private final AuditLog audit;

    BundleController(BundleAtWork atWork, BundleShelf shelf, Deployments deployments, AuditLog audit) {
        this.atWork = atWork;
        this.shelf = shelf;
        this.deployments = deployments;
        this.audit = audit;
    }

    /**
     * @param digest 64 hex digits
     * @param label empty for none
     * @param bytes unpacked
     */
    record BundleView(
            String digest, String label, boolean active, int files, long bytes, Instant storedAt, String storedBy) {}

    /** @param tests how many tests of its own it passed */
    record Kept(BundleView bundle, List<Finding> warnings, int tests) {}

    @GetMapping("/bundles")
    @Requires(Scope.READ)
    @Operation(summary = "Bundles on the shelf, newest first, 200 at most")
    List<BundleView> bundles() {
        String active = active();
        return shelf.all(MOST).stream().map(bundle -> view(bundle, active)).toList();
    }

    @GetMapping("/bundles/{name}")
    @Requires(Scope.READ)
    @Operation(summary = "One bundle, by label, digest or the beginning of a digest")
    BundleView bundle(@PathVariable String name) {
        return view(shelf.find(name), active());
    }

    @GetMapping(path = "/bundles/{name}/archive", produces = ZIP)
    @Requires(Scope.READ)
    @Operation(summary = "Its files as a zip")
    ResponseEntity<byte[]> archive(@PathVariable String name) {
        StoredBundle bundle = shelf.find(name);
        String file = "bundle-" + bundle.digest().substring(0, 12) + ".zip";
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"")
                .body(shelf.archive(bundle.digest()));
    }

    @GetMapping("/bundles/{name}/changes")
    @Requires(Scope.READ)
    @Operation(summary = "What differs between it and another one; without another one, from the active bundle to it")
    List<FileChange> changes(@PathVariable String name, @RequestParam(required = false) @Nullable String from) {
        BundleFiles before = from == null ? atWork.parts().files() : shelf.files(shelf.find(from).digest());
        return FileChange.between(before, shelf.files(shelf.find(name).digest()));
    }

    /** Checked and tested before it is kept; nothing is put to work. The same bundle again is the same bundle. */
    @PostMapping(path = "/bundles", consumes = ZIP)
    @Requires(Scope.DEPLOY)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Bring a bundle as a zip: it is checked, runs its own tests, and is kept if it passes both")
    Kept bring(Caller caller, @RequestParam(defaultValue = "") String label, @RequestBody InputStreamResource zip)
            throws IOException {
        byte[] archive = zip.getInputStream().readNBytes(BundleArchive.MOST_BYTES + 1);
        if (archive.length > BundleArchive.MOST_BYTES) {
            throw new HubException(ErrorCode.BODY_TOO_LARGE, "16 MiB");
        }
        BundleFiles files = BundleArchive.unpack(archive);
        BundleShelf.Kept kept = shelf.keep(files, label, caller.name());
        audit.doing(caller, "bundle.bring", files.digest(), label, kept::bundle);
        return new Kept(view(kept.bundle(), active()), kept.warnings(), kept.tests());
    }

    @GetMapping("/routes")
    @Requires(Scope.READ)
    @Operation(summary = "The routes of the bundle at work")
    List<RouteList.Route> routes() {
        return RouteList.of(atWork.parts().files());
    }

    private String active() {
        return deployments.active().map(Deployment::digest).orElse("");
    }

    private static BundleView view(StoredBundle bundle, String active) {
        return new BundleView(bundle.digest(), bundle.label(), bundle.digest().equals(active), bundle.files(),
                bundle.bytes(), bundle.storedAt(), bundle.storedBy());
    }
}
