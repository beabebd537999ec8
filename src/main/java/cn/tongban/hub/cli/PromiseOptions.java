package cn.tongban.hub.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which debts or letters of commitment are meant. */
final class PromiseOptions {
    @Option(names = "--state", description = "状态,如 expired、check-due;不写为未了结的 / Status; without it those not settled")
    private @Nullable String state;

    @Option(names = "--due", paramLabel = "DATE", description = "期限在这一天或之前 / Due on this day or earlier")
    private @Nullable String due;

    @Option(names = "--limit", defaultValue = "50", description = "条数,最多 200 / How many, at most 200")
    private int limit;

    @Option(names = "--before", paramLabel = "CURSOR", description = "下一页 / The next page")
    private @Nullable String before;

    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> query = new LinkedHashMap<>();
        query.put("state", state == null ? null : state.toUpperCase(Locale.ROOT).replace('-', '_'));
        query.put("due", due);
        query.put("limit", limit);
        query.put("before", before);
        return query;
    }
}
