package cn.tongban.hub.flow;

import cn.tongban.hub.material.MaterialStore;
import java.time.Clock;

/** What a bundle is bound to: the real hub, or recorders in a test or a dry run. */
public record FlowPorts(Intake intake, CaseLookup cases, RefusedBytes refused, NonceMemory nonces, MaterialStore materials,
        CaseRecords records, Clock clock, PartyPost post, ItemDesk items) {}
