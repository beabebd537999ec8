package cn.tongban.hub.web;

import cn.tongban.hub.delivery.DeliveryRow;
import cn.tongban.hub.support.ErrorCode;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What usually helps with dead letters of one cause. */
@Component
public final class RepairAdvice {
    private static final Set<String> PARTNER = Set.of(ErrorCode.DESTINATION_UNREACHABLE.code(), ErrorCode.ANSWER_LOST.code(),
            ErrorCode.ANSWER_UNREADABLE.code());

    private final BundleAtWork bundle;

    RepairAdvice(BundleAtWork bundle) {
        this.bundle = bundle;
    }

    /**
     * @param kind table, partner or field: key of its words
     * @param tables names of code tables in which a value is missing
     * @param files where those tables are in the bundle at work
     * @param bundle its digest
     */
    public record Advice(String kind, List<String> tables, List<String> files, String bundle) {
        public Advice {
            tables = List.copyOf(tables);
            files = List.copyOf(files);
        }
    }

    /** @param sample some of the group */
    public Advice of(String code, List<DeliveryRow> sample) {
        String digest = bundle.parts().files().digest();
        if (PARTNER.contains(code)) {
            return new Advice("partner", List.of(), List.of(), digest);
        }
        List<String> tables = code.equals(ErrorCode.UNKNOWN_CODE.code())
                ? sample.stream().map(RepairAdvice::table).filter(table -> !table.isEmpty()).distinct().toList() : List.of();
        List<String> files = tables.stream().flatMap(table -> files(table).stream()).toList();
        return new Advice(tables.isEmpty() ? "field" : "table", tables, files, digest);
    }

    /** Tables are named by system and name. */
    private List<String> files(String table) {
        int slash = table.indexOf('/');
        String folder = "mappings/" + table.substring(0, slash + 1);
        return bundle.parts().files().paths(folder, "/codes/" + table.substring(slash + 1) + ".csv").stream()
                .filter(path -> !path.contains("/golden/")).toList();
    }

    /** The reason of an unknown code begins with its table. */
    private static String table(DeliveryRow row) {
        String[] words = row.reason().strip().split("[^a-z0-9/-]", 2);
        return words[0];
    }
}
