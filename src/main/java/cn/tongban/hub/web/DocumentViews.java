package cn.tongban.hub.web;

import cn.tongban.hub.journal.Payload;
import cn.tongban.hub.security.AuditLog;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Recorded documents field by field, masked; single values for a reason that goes on record. */
@Component
public final class DocumentViews {
    private final Payloads payloads;
    private final BundleAtWork bundle;
    private final AuditLog audit;

    DocumentViews(Payloads payloads, BundleAtWork bundle, AuditLog audit) {
        this.payloads = payloads;
        this.bundle = bundle;
        this.audit = audit;
    }

    /** Empty once its retention or its key is gone. */
    public Optional<DocumentView> masked(UUID message) {
        return payloads.payload(message).flatMap(payload -> Payloads.canonical(payload)
                .map(document -> view(payload, document)));
    }

    /**
     * The same with one value as it is. Who looked at which field and why is on record before it is shown; the value is not.
     *
     * @throws HubException SCOPE_MISSING, REASON_MISSING, NOT_FOUND when nothing is hidden there
     */
    public DocumentView showing(Caller caller, UUID message, String pointer, String reason) {
        caller.require(Scope.READ_PERSONAL);
        Payload payload = payloads.payload(message).orElseThrow(() -> gone(message));
        JsonNode document = Payloads.canonical(payload).orElseThrow(() -> gone(message));
        DocumentView view = view(payload, document);
        if (view.rows().stream().noneMatch(row -> row.masked() && row.pointer().equals(pointer))) {
            throw new HubException(ErrorCode.NOT_FOUND, message.toString());
        }
        return audit.doingForAReason(caller, "field.unmask", message + " " + pointer, reason,
                () -> view.showing(pointer, FieldText.of(document.at(pointer))));
    }

    private DocumentView view(Payload payload, JsonNode document) {
        return DocumentView.of(payload.document(), document,
                bundle.parts().personal().masked(payload.document(), document), bundle);
    }

    private static HubException gone(UUID message) {
        return new HubException(ErrorCode.MESSAGE_UNKNOWN, message.toString());
    }
}
