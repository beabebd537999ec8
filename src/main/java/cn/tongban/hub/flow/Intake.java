package cn.tongban.hub.flow;

import cn.tongban.hub.intake.Receipt;
import cn.tongban.hub.intake.Recording;

/** Where the record verb puts a message: the hub's recorder, or one that only looks in a dry run. */
@FunctionalInterface
public interface Intake {
    /**
     * Returns after the commit and never before.
     *
     * @throws cn.tongban.hub.support.HubException when it was not recorded, or nobody can say whether it was
     */
    Receipt record(Recording recording);
}
