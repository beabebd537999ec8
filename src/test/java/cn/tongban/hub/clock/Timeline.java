package cn.tongban.hub.clock;

import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.Provenance;
import cn.tongban.hub.cases.TimelineDecision;
import cn.tongban.hub.cases.TimelineEntry;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A timeline for tests; times are those of Asia/Shanghai. */
final class Timeline {
    private final List<TimelineEntry> entries = new ArrayList<>();

    Timeline at(String local, CaseState state) {
        return at(local, state, TimelineDecision.APPLIED);
    }

    Timeline at(String local, CaseState state, TimelineDecision decision) {
        add(state, LocalDateTime.parse(local).atZone(Pause.ZONE).toInstant(), decision);
        return this;
    }

    Timeline derived(CaseState state) {
        add(state, null, TimelineDecision.DERIVED);
        return this;
    }

    private void add(CaseState state, @Nullable Instant at, TimelineDecision decision) {
        entries.add(new TimelineEntry(entries.size() + 1, state, at, Instant.EPOCH, null, decision, Provenance.SOURCE, null,
                "city-platform", null));
    }

    List<TimelineEntry> moves() {
        return List.copyOf(entries);
    }
}
