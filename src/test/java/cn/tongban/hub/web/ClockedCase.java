package cn.tongban.hub.web;

import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.Step;
import cn.tongban.hub.intake.Address;
import cn.tongban.hub.intake.CaseEntry;
import cn.tongban.hub.intake.Recorder;
import cn.tongban.hub.intake.Recording;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/** A case whose steps are at times of the test's choice, recorded as doors would do it. Times are those of Shanghai. */
public record ClockedCase(RunningHub hub, String caseNo) {
    /** Five, ten and one working days, and the same day, in the catalogue of the sample bundle. */
    public static final String FIVE = "11610700Y00000016L3000131999000";

    public static final String TEN = "11610700Y00000016L3000118999000";
    public static final String ONE = "11610700Y00000032A3000125998000";
    public static final String AT_ONCE = "11610700Y00000016L3000114999000";

    public static ClockedCase accepted(RunningHub hub, String caseNo, String taskCode, String at) {
        ClockedCase made = new ClockedCase(hub, caseNo);
        made.record("city-window", "case.submitted", new Address.To(List.of("city-platform")), new CaseEntry.Submission(1,
                taskCode, false, List.of(made.step(CaseState.RECEIVED, at), made.step(CaseState.ACCEPTED, at))));
        return made;
    }

    public ClockedCase at(String at, CaseState state) {
        record("city-platform", state.eventType(), new Address.CaseOrigin(), new CaseEntry.Progress(step(state, at)));
        return this;
    }

    private Step step(CaseState state, String at) {
        Instant instant = LocalDateTime.parse(at).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
        return Step.of(state + "/" + at, state, instant);
    }

    private void record(String connector, String type, Address address, CaseEntry entry) {
        byte[] body = ("{\"caseNo\":\"" + caseNo + "\"}").getBytes(StandardCharsets.UTF_8);
        String key = caseNo + "/" + entry.steps().get(0).stepKey();
        hub.bean(Recorder.class).record(new Recording(connector, key, type, caseNo, type, "application/json", "", "bundle",
                body, body, address, entry, List.of(), null));
    }
}
