package cn.tongban.hub.alert;

import java.util.List;
import java.util.Set;

/** Looks at some conditions. When it fails, what it looks at is taken to stand as it stood. */
interface Look {
    Set<AlertRule> rules();

    /** Those that hold now, each subject of a rule once. */
    List<Sighting> now();
}
