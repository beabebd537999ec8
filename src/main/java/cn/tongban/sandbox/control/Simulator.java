package cn.tongban.sandbox.control;

import cn.tongban.sandbox.fault.FaultSwitches;
import cn.tongban.sandbox.record.RawRecord;
import cn.tongban.sandbox.record.SentRecord;
import cn.tongban.sandbox.wire.Listener;

/** One simulated system with what the control interface needs of it. */
public record Simulator(
        String system,
        Listener server,
        FaultSwitches faults,
        RawRecord received,
        SentRecord sent,
        Commands commands) {}
