package cn.tongban.hub.alert;

import cn.tongban.hub.mapping.WorkDays;
import java.time.LocalDate;
import java.util.Locale;

/** What a day is for a flow: a weekend that is worked in exchange (调休上班) is a working day, a holiday is a day off. */
public enum FlowDay {
    WORKDAY,
    OFF;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static FlowDay of(LocalDate date, WorkDays days) {
        return days.isWorked(date) ? WORKDAY : OFF;
    }
}
