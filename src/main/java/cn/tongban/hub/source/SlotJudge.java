package cn.tongban.hub.source;

import cn.tongban.hub.connector.TableSource;
import cn.tongban.hub.source.CdcPosition.Cursor;
import cn.tongban.hub.source.SlotRepository.Server;
import cn.tongban.hub.source.SlotRepository.Slot;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Compares the slot with what is recorded here. Where they do not fit, changes may be missing: it says so, makes the slot
 * anew first, and has everything read by key from there, so that what changes meanwhile is in the slot.
 */
final class SlotJudge {
    private final TableSource settings;
    private final Handout handout;

    SlotJudge(TableSource settings, Handout handout) {
        this.settings = settings;
        this.handout = handout;
    }

    /** The position to go on from; its slot is there. */
    CdcPosition settle(Term term, SlotRepository slots) throws SQLException, InterruptedException {
        Server server = slots.server();
        Optional<Slot> slot = slots.slot();
        boolean published = slots.published();
        Optional<CdcPosition> before = term.position().flatMap(CdcPosition::parse);
        Optional<SourceAlarm> gap = before.flatMap(position -> gap(position, server, slot, published));
        if (before.isPresent() && gap.isEmpty()) {
            return before.get();
        }
        gap.ifPresent(alarm -> term.raise(alarm, settings.slot()));
        if (!published) {
            slots.publish();
        }
        slots.drop();
        Cursor beginning = new Cursor(settings.tables().get(0).name(), "");
        CdcPosition anew = new CdcPosition(server.system(), server.timeline(), slots.create(),
                before.map(CdcPosition::beat).orElse(0L), Optional.of(beginning));
        handout.hand(term, List.of(), anew.text());
        return anew;
    }

    private static Optional<SourceAlarm> gap(CdcPosition position, Server server, Optional<Slot> slot, boolean published) {
        if (!position.system().equals(server.system()) || position.timeline() != server.timeline()) {
            return Optional.of(SourceAlarm.OTHER_SERVER);
        }
        if (slot.isEmpty()) {
            return Optional.of(SourceAlarm.SLOT_MISSING);
        }
        if (!slot.get().usable()) {
            return Optional.of(SourceAlarm.SLOT_LOST);
        }
        if (slot.get().confirmed() > position.lsn()) {
            return Optional.of(SourceAlarm.SLOT_MOVED);
        }
        return published ? Optional.empty() : Optional.of(SourceAlarm.PUBLICATION_CHANGED);
    }
}
