package cn.tongban.hub.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which deliveries are meant. */
final class WhichOptions {
    @Option(names = "--destination", description = "送往哪个系统 / To this system")
    private @Nullable String destination;

    @Option(names = "--code", description = "原因,如 unknown-code / Why: an error code")
    private @Nullable String code;

    @Option(names = "--type", description = "消息类型 / Message type")
    private @Nullable String type;

    @Option(names = "--case", paramLabel = "NO", description = "办件编号 / Case number")
    private @Nullable String caseNo;

    @Option(names = "--state", description = "dead、refused 或 doubtful / dead, refused or doubtful")
    private @Nullable String state;

    boolean isEmpty() {
        return asMap().values().stream().allMatch(value -> value == null);
    }

    Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> which = new LinkedHashMap<>();
        which.put("destination", destination);
        which.put("code", code);
        which.put("type", type);
        which.put("caseNo", caseNo);
        which.put("state", state == null ? null : state.toUpperCase(Locale.ROOT));
        return which;
    }
}
