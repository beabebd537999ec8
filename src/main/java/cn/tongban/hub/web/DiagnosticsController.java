package cn.tongban.hub.web;

import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What somebody who helps from afar needs to see, and nothing that must not leave. */
@RestController
@RequestMapping("/api/v1")
class DiagnosticsController {
    private final Diagnostics diagnostics;

    DiagnosticsController(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    @GetMapping(path = "/diagnostics", produces = "application/zip")
    @Requires(Scope.DIAGNOSE)
    @Operation(summary = "Diagnostics as a zip, without personal data and secrets")
    ResponseEntity<byte[]> zip(Caller caller) {
        return ResponseEntity.ok().contentType(MediaType.parseMediaType("application/zip"))
                .header("Content-Disposition", "attachment; filename=\"diagnostics.zip\"")
                .body(diagnostics.zip(caller));
    }
}
