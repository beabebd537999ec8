package cn.tongban.hub.catalogue;

import cn.tongban.hub.support.HubException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An item as lists show it, as of a day.
 *
 * @param level of exercise, for example CITY or COUNTY
 * @param version that applies, else the newest
 * @param cancelledOn the first day on which it no longer applies; null when that is not said
 * @param pair how it stands with its other side; null for an item that has none by its level or is out of use
 * @param counterpart task code of its other side, empty without one or with several
 * @param differences how many count
 * @param refusal error code with which a case of it is refused today, empty when it is forwarded
 */
public record ItemRow(
        String taskCode,
        String catalogCode,
        String name,
        String level,
        int version,
        ItemState state,
        LocalDate effectiveOn,
        @Nullable LocalDate cancelledOn,
        @Nullable PairStatus pair,
        String counterpart,
        long differences,
        String refusal) {

    static ItemRow of(ItemHistory item, LocalDate day, List<PairCheck> pairs, Optional<HubException> refusal) {
        ItemRevision shown = item.shownOn(day);
        // Of several districts the worst one is told.
        PairCheck worst = pairs.stream()
                .reduce((one, other) -> blocking(one) >= blocking(other) ? one : other).orElse(null);
        String counterpart = worst == null || pairs.size() > 1 ? ""
                : worst.districtTaskCode().equals(shown.taskCode()) ? worst.cityTaskCode() : worst.districtTaskCode();
        return new ItemRow(shown.taskCode(), shown.catalogCode(), shown.name(), shown.level(), shown.version(),
                item.stateOn(day), shown.effectiveOn(), shown.cancelledOn(), worst == null ? null : worst.status(),
                counterpart, pairs.stream().mapToLong(ItemRow::blocking).sum(),
                refusal.map(why -> why.code().code()).orElse(""));
    }

    private static long blocking(PairCheck pair) {
        return pair.differences().stream().filter(one -> one.severity() == Severity.BLOCKING).count();
    }
}
