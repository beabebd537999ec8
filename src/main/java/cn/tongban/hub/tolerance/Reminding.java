package cn.tongban.hub.tolerance;

import cn.tongban.hub.mapping.WorkDays;
import java.time.Clock;
import java.time.LocalDate;

/**
 * Which days are near.
 *
 * @param before working days before the day of a debt on which the desk is reminded
 * @param clock of the business
 */
record Reminding(int before, Clock clock) {
    /** The day in Shanghai. */
    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), PromiseMessages.ZONE);
    }

    /** The last day that is near: up to it so many working days are left after today, or fewer. */
    LocalDate last(WorkDays workDays) {
        return workDays.addWorkdays(today(), before + 1).minusDays(1);
    }
}
