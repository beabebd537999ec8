package cn.tongban.hub.replay;

import cn.tongban.hub.web.RunningHub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** All planted changes in two bundles and a thousand messages; {@link ReplaySoakIT} plants each alone in a hundred thousand. */
class ReplayIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    @Test
    void everyPlantedChangeIsFoundAndAnUnchangedBundleShowsNone() {
        PlantedChanges changes = new PlantedChanges(HUB, 1_000);
        changes.record();

        changes.nothingDiffersOfAnUnchangedBundle();
        changes.eachPlantIsFoundAndNothingElse(Plant.together());
    }
}
