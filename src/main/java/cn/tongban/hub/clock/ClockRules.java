package cn.tongban.hub.clock;

import cn.tongban.hub.flow.Bundle;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.ItemCatalogue;
import cn.tongban.hub.mapping.WorkCalendar;
import cn.tongban.hub.mapping.WorkDays;
import cn.tongban.hub.support.Digests;
import java.nio.charset.StandardCharsets;

/** What clocks are counted by: the limits of the items and the calendar of one bundle. */
record ClockRules(BundleFiles files, ItemCatalogue items, WorkDays days) {
    // To be raised when the same calendar and items give other clocks, so that stored ones are counted anew.
    private static final String COUNTED_AS = "1";

    static ClockRules of(Bundle bundle) {
        return of(bundle.files(), bundle.items(), bundle.calendar());
    }

    static ClockRules of(BundleFiles files, ItemCatalogue items, WorkCalendar calendar) {
        return new ClockRules(files, items, new WorkDays(calendar));
    }

    /** Other rules have another digest. Made anew at each call: whoever shows one clock has no need of it. */
    String digest() {
        String all = COUNTED_AS + days.calendar().digest() + files.text(ItemCatalogue.PATH);
        return Digests.hex(Digests.sha256(all.getBytes(StandardCharsets.UTF_8)));
    }
}
