package cn.tongban.hub.intake;

import cn.tongban.hub.support.HubException;

/** What became of one message that was to be recorded. */
public sealed interface Fate {
    /** It is durable, now or since an earlier time. */
    record Recorded(Receipt receipt) implements Fate {}

    /** It was not stored and never will be as it is. */
    record Refused(HubException why) implements Fate {}
}
