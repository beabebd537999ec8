package cn.tongban.hub.flow;

import cn.tongban.hub.intake.Recording;
import cn.tongban.hub.support.HubException;
import java.util.Optional;

/**
 * How one message is tried.
 *
 * @param stations whether each step of the route is told with what it made; costs time for each
 * @param known the case as a door's query finds it; empty for none
 * @param material the bytes of the message's material; empty when what stands for them is enough
 * @param records what is recorded of the message's case
 * @param intake what a door's recording meets
 */
public record TrialOptions(
        boolean stations,
        Optional<CaseLookup.CaseView> known,
        Optional<byte[]> material,
        CaseRecords records,
        Intake intake) {
    /** In place of the commit. */
    @FunctionalInterface
    public interface Intake {
        /** @throws HubException when it would not be recorded; the route's policy answers */
        void meet(Recording recording);
    }

    /** Only the result. */
    public static final TrialOptions PLAIN =
            new TrialOptions(false, Optional.empty(), Optional.empty(), CaseRecords.NONE, recording -> {});

    /** The result and the way to it. */
    public static final TrialOptions STATIONS =
            new TrialOptions(true, Optional.empty(), Optional.empty(), CaseRecords.NONE, recording -> {});

    public TrialOptions knowing(CaseLookup.CaseView view) {
        return new TrialOptions(stations, Optional.of(view), material, records, intake);
    }

    public TrialOptions carrying(byte[] bytes) {
        return new TrialOptions(stations, known, Optional.of(bytes), records, intake);
    }

    public TrialOptions beside(CaseRecords recorded) {
        return new TrialOptions(stations, known, material, recorded, intake);
    }

    public TrialOptions meeting(Intake commit) {
        return new TrialOptions(stations, known, material, records, commit);
    }
}
