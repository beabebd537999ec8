package cn.tongban.hub.web;

import cn.tongban.hub.bulk.BulkGroup;
import cn.tongban.hub.bulk.FieldPatch;
import cn.tongban.hub.delivery.DeliveryQueries;
import cn.tongban.hub.delivery.DeliveryRow;
import cn.tongban.hub.journal.JournalRepository;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Ids;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What somebody wants of a group, as a field patch that fits its documents. */
@Component
public final class GroupPatch {
    private final DeliveryQueries queries;
    private final JournalRepository journal;
    private final BundleAtWork bundle;
    private final Clock clock;

    GroupPatch(DeliveryQueries queries, JournalRepository journal, BundleAtWork bundle, Clock clock) {
        this.queries = queries;
        this.journal = journal;
        this.bundle = bundle;
        this.clock = clock;
    }

    /**
     * Words of a form: the value gets the type that the schema gives to the field.
     *
     * @param onlyWhere null for all
     * @throws HubException PATCH_INVALID with the place
     */
    public FieldPatch of(Caller caller, BulkGroup group, String pointer, boolean remove, String value,
            @Nullable String onlyWhere) {
        JsonPointer field = pointer(pointer);
        String document = document(group);
        JsonNode typed = remove ? null : FieldText.typed(pointer, value, RepairForm.kind(bundle, document, field));
        return of(caller, document, field, new FieldPatch(pointer, remove, typed,
                onlyWhere == null ? null : FieldText.text(onlyWhere)));
    }

    /** @throws HubException SCOPE_MISSING when the condition asks for a personal value and the caller may not know it */
    public FieldPatch of(Caller caller, BulkGroup group, FieldPatch patch) {
        return of(caller, document(group), pointer(patch.pointer()), patch);
    }

    private FieldPatch of(Caller caller, String document, JsonPointer field, FieldPatch patch) {
        boolean asks = patch.onlyWhere() != null && !patch.onlyWhere().isNull();
        if (asks && bundle.parts().personal().hides(document, field)) {
            // How many fit would tell what the value is.
            caller.require(Scope.READ_PERSONAL);
        }
        return patch;
    }

    /** The newest of a group, to look at; empty when there is none any more. */
    public List<DeliveryRow> sample(BulkGroup group, int limit) {
        return queries.page(group.below(Ids.lowest(clock.instant().plusMillis(1))), limit);
    }

    private String document(BulkGroup group) {
        return sample(group, 1).stream().findFirst().flatMap(row -> journal.find(row.messageId()))
                .map(message -> message.document())
                .orElseThrow(() -> new HubException(ErrorCode.NOT_POSSIBLE_NOW, "expected"));
    }

    private static JsonPointer pointer(String text) {
        try {
            JsonPointer pointer = JsonPointer.compile(text);
            if (!pointer.matches()) {
                return pointer;
            }
        } catch (IllegalArgumentException e) {
            // Below, with its place.
        }
        throw new HubException(ErrorCode.PATCH_INVALID, "/pointer",
                List.of(new Place("/pointer", "pointer", "This is no path of a field.")));
    }
}
