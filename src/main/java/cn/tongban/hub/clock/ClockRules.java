package cn.tongban.hub.clock;

import cn.tongban.hub.flow.Bundle;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.ItemCatalogue;
import cn.tongban.hub.mapping.WorkCalendar;
import cn.tongban.hub.support.Digests;
import java.nio.charset.StandardCharsets;

/** What clocks are counted by: the limits of the items and the calendar of one bundle. */
record ClockRules(ItemCatalogue items, WorkDays days, String digest) {
    // To be raised when the same calendar and items give other clocks, so that stored ones are counted anew.
    private static final String COUNTED_AS = "1";

    static ClockRules of(Bundle bundle) {
        return of(bundle.files(), bundle.items(), bundle.calendar());
    }

    static ClockRules of(BundleFiles files, ItemCatalogue items, WorkCalendar calendar) {
        byte[] all = (COUNTED_AS + calendar.digest() + files.text(ItemCatalogue.PATH)).getBytes(StandardCharsets.UTF_8);
        return new ClockRules(items, new WorkDays(calendar), Digests.hex(Digests.sha256(all)));
    }
}
