package cn.tongban.hub.intake;

import cn.tongban.hub.cases.StepProfile;

/** How each connector reports its steps; given by whoever knows the connectors. */
@FunctionalInterface
public interface StepProfiles {
    /** Never null: a connector without a profile is taken strictly. */
    StepProfile of(String connector);
}
