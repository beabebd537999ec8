package cn.tongban.hub.web;

import cn.tongban.hub.cases.CaseQueries;
import cn.tongban.hub.material.Materials;
import cn.tongban.hub.material.StoredMaterial;
import cn.tongban.hub.promise.PromiseKind;
import cn.tongban.hub.security.AuditLog;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The materials of a case. */
@RestController
@RequestMapping("/api/v1/cases/{caseNo}/materials")
class MaterialController {
    private final CaseQueries cases;
    private final Materials materials;
    private final MaterialViews views;
    private final PromiseViews promises;
    private final MaterialDownload download;
    private final AuditLog audit;

    MaterialController(CaseQueries cases, Materials materials, MaterialViews views, PromiseViews promises,
            MaterialDownload download, AuditLog audit) {
        this.cases = cases;
        this.materials = materials;
        this.views = views;
        this.promises = promises;
        this.download = download;
        this.audit = audit;
    }

    /**
     * @param materials every version, oldest first
     * @param debts what is owed or was
     */
    record CaseMaterials(List<MaterialView> materials, List<PromiseView> debts) {}

    record Download(@Nullable String reason) {}

    @GetMapping
    @Requires(Scope.READ)
    @Operation(summary = "The materials of a case, names masked, and what is owed")
    CaseMaterials list(@PathVariable String caseNo) {
        cases.find(caseNo).orElseThrow(() -> new HubException(ErrorCode.CASE_UNKNOWN, caseNo));
        return new CaseMaterials(views.of(caseNo), promises.of(caseNo, PromiseKind.DEBT));
    }

    /** Sends the bytes. Who took them and why is on record before the first one leaves. */
    @PostMapping("/{materialId}/download")
    @Requires(Scope.READ_PERSONAL)
    @Operation(summary = "The bytes of a material, for a reason that goes on record")
    void download(Caller caller, @PathVariable String caseNo, @PathVariable String materialId,
            @RequestParam(required = false) @Nullable Integer version, @RequestBody Download why,
            HttpServletResponse response) {
        StoredMaterial material = materials.find(caseNo, materialId, version).filter(found -> found.blob().isPresent())
                .orElseThrow(() -> new HubException(ErrorCode.MATERIAL_UNKNOWN, materialId));
        String subject = caseNo + "/" + materialId + "/" + material.version();
        String reason = why.reason() == null ? "" : why.reason();
        StoredMaterial allowed = audit.doingForAReason(caller, "material.download", subject, reason, () -> material);
        download.write(allowed, response);
    }
}
