package cn.tongban.hub.web;

import cn.tongban.hub.catalogue.Difference;
import cn.tongban.hub.catalogue.PairCheck;
import cn.tongban.hub.support.Csv;
import cn.tongban.hub.support.Texts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;

/** The report of the four unifications for spreadsheets. */
public final class UnificationCsv {
    /** More district items than there are in any province. */
    public static final int MOST = 100_000;

    private static final List<String> COLUMNS =
            List.of("catalog-code", "district", "city", "name", "status", "field", "district-value", "city-value", "severity");

    private UnificationCsv() {}

    public static ResponseEntity<byte[]> answer(List<PairCheck> pairs, Locale locale) {
        return ResponseEntity.ok().header("Content-Type", Csv.MEDIA_TYPE + ";charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"unification.csv\"")
                .body(of(pairs, locale).getBytes(StandardCharsets.UTF_8));
    }

    static String of(List<PairCheck> pairs, Locale locale) {
        StringBuilder csv = new StringBuilder(Csv.BYTE_ORDER_MARK);
        line(csv, COLUMNS.stream().map(column -> Texts.of(locale, "item.csv." + column)));
        for (PairCheck pair : pairs) {
            if (pair.differences().isEmpty()) {
                line(csv, Stream.concat(own(pair, locale), Stream.of("", "", "", "")));
            }
            for (Difference one : pair.differences()) {
                line(csv, Stream.concat(own(pair, locale), Stream.of(one.field(), one.districtValue(), one.cityValue(),
                        Texts.of(locale, "item.severity." + one.severity().name()))));
            }
        }
        return csv.toString();
    }

    private static Stream<String> own(PairCheck pair, Locale locale) {
        return Stream.of(pair.catalogCode(), pair.districtTaskCode(), pair.cityTaskCode(), pair.name(),
                Texts.of(locale, pair.status().labelKey()));
    }

    private static void line(StringBuilder csv, Stream<String> cells) {
        csv.append(Csv.line(cells.toList()));
    }
}
