package cn.tongban.hub.web;

import cn.tongban.hub.security.AuditLog;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.web.Searches.Found;
import cn.tongban.hub.web.Searches.Kind;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Finding by any number that people have in hand. Personal identifiers travel in the body only; what was found can be
 * fetched again under an id that tells nothing.
 */
@RestController
@RequestMapping("/api/v1/searches")
class SearchController {
    private static final int LONGEST = 200;

    private final Searches searches;
    private final AuditLog audit;

    SearchController(Searches searches, AuditLog audit) {
        this.searches = searches;
        this.audit = audit;
    }

    record Search(@Nullable Kind kind, @Nullable String value) {
        /** Never shows the value. */
        @Override
        public String toString() {
            return "Search[" + kind + "]";
        }
    }

    @PostMapping
    @Requires(Scope.READ)
    @Operation(summary = "Find by a number in hand; personal identifiers travel in the body only")
    Found search(Caller caller, @RequestBody Search search) {
        Kind kind = search.kind();
        String value = search.value();
        if (kind == null) {
            throw PageRequest.invalid("kind", "required");
        }
        if (value == null || value.isBlank() || value.length() > LONGEST) {
            throw PageRequest.invalid("value", "length");
        }
        return kind.isPersonal()
                ? audit.doing(caller, "search", kind.wire(), "", () -> searches.find(caller, kind, value))
                : searches.find(caller, kind, value);
    }

    /** The result of a search again, for a quarter of an hour, for who searched, on the node that searched. */
    @GetMapping("/{id}")
    @Requires(Scope.READ)
    @Operation(summary = "The result of a search again")
    Found again(Caller caller, @PathVariable UUID id) {
        return searches.again(caller, id).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, id.toString()));
    }
}
