package cn.tongban.hub.replay;

import cn.tongban.hub.web.RunningHub;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("soak")
class ReplaySoakIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    @Test
    void everyPlantedChangeIsFoundInAHundredThousandMessages() {
        PlantedChanges changes = new PlantedChanges(HUB, Integer.getInteger("hub.replay.messages", 100_000));
        changes.record();

        changes.nothingDiffersOfAnUnchangedBundle();
        changes.eachPlantIsFoundAndNothingElse(Plant.all());
    }
}
