package cn.tongban.hub.web;

import cn.tongban.hub.bulk.BulkTask;
import cn.tongban.hub.bulk.FieldPatch;
import cn.tongban.hub.bulk.Mender;
import cn.tongban.hub.delivery.DeliveryRow;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Corrects one after the other of a group as a person would: tried first, on record each, and only what nobody changed meanwhile. */
@Component
class GroupMender implements Mender {
    private final RepairDesk desk;

    GroupMender(RepairDesk desk) {
        this.desk = desk;
    }

    @Override
    public Verdict look(DeliveryRow row, FieldPatch patch) {
        RepairDesk.Opened opened = desk.open(row.id());
        return verdict(opened, patch.against(opened.document()));
    }

    @Override
    public Verdict mend(DeliveryRow row, FieldPatch patch, BulkTask task) {
        RepairDesk.Opened opened = desk.open(row.id());
        JsonNode operations = patch.against(opened.document());
        Verdict verdict = verdict(opened, operations);
        if (verdict.kind() == Kind.PASSES) {
            Caller asker = new Caller(Objects.requireNonNull(task.askedById()), task.askedBy(), Set.of());
            desk.keep(asker, null, row.id(), new RepairDesk.Change(operations, opened.revision(), true), task.reason());
        }
        return verdict;
    }

    private Verdict verdict(RepairDesk.Opened opened, JsonNode operations) {
        if (operations.isEmpty()) {
            return Verdict.of(Kind.LEFT);
        }
        RepairDesk.Tried tried = desk.tried(opened, operations);
        Would would = tried.would();
        if (would == null) {
            return failed(ErrorCode.CONTRACT_VIOLATION.code(), tried.places());
        }
        return would.passes() ? Verdict.of(Kind.PASSES) : failed(would.code(), would.subject(), would.places());
    }

    private static Verdict failed(String code, List<Place> places) {
        return failed(code, "", places);
    }

    private static Verdict failed(String code, String subject, List<Place> places) {
        return places.isEmpty()
                ? new Verdict(Kind.FAILS, code, subject, "")
                : new Verdict(Kind.FAILS, code, places.get(0).pointer(), places.get(0).rule());
    }
}
