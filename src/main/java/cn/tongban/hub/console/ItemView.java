package cn.tongban.hub.console;

import cn.tongban.hub.catalogue.Difference;
import cn.tongban.hub.catalogue.ItemDetail;
import cn.tongban.hub.catalogue.ItemDocument;
import cn.tongban.hub.catalogue.ItemVersion;
import cn.tongban.hub.catalogue.PairCheck;
import cn.tongban.hub.support.Texts;
import cn.tongban.hub.web.Light;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One item in words, ready for the template. */
record ItemView(
        ItemsView.Row item, Light light, String body, List<Pair> pairs, List<Material> materials, List<Version> versions) {

    /** @param sentence how the two stand */
    record Pair(String sentence, List<Line> differences) {
        static Pair of(PairCheck pair, Locale locale) {
            return new Pair(
                    Texts.of(locale, "items.pair.agree", pair.districtTaskCode(),
                            pair.cityTaskCode().isEmpty() ? "-" : pair.cityTaskCode(),
                            Texts.of(locale, pair.status().labelKey())),
                    pair.differences().stream().map(one -> Line.of(one, locale)).toList());
        }
    }

    /** A difference; {@code weight} in words. */
    record Line(String field, String district, String city, String weight) {
        static Line of(Difference one, Locale locale) {
            return new Line(ItemsView.field(one.field(), locale), ItemsView.value(one.districtValue(), locale),
                    ItemsView.value(one.cityValue(), locale),
                    Texts.of(locale, "item.severity." + one.severity().name()));
        }
    }

    /** @param situations for whom it is needed, empty when for everybody */
    record Material(String name, String necessity, String copies, String situations) {
        static List<Material> of(ItemDocument item, Locale locale) {
            return item.materials().stream().map(one -> new Material(
                    one.name(), ItemsView.value(one.necessity(), locale), one.pages(), item.situations().stream()
                            .filter(situation -> situation.materials().contains(one.materialId()))
                            .map(ItemDocument.Situation::name).collect(Collectors.joining(", ")))).toList();
        }
    }

    record Version(int version, String state, String changedAt, String effectiveOn, String cancelledOn, boolean applies) {
        static Version of(ItemVersion one, Locale locale) {
            return new Version(one.version(), Texts.of(locale, one.state().labelKey()), OverviewView.minute(one.changedAt()),
                    one.effectiveOn().toString(), one.cancelledOn() == null ? "" : one.cancelledOn().toString(),
                    one.applies());
        }
    }

    static ItemView of(ItemDetail detail, List<ItemVersion> versions, Locale locale) {
        return new ItemView(
                ItemsView.Row.of(detail.summary(), locale),
                detail.summary().refusal().isEmpty() ? Light.GOOD : Light.CARE,
                detail.item().at("/body/name").asText(""),
                detail.pairs().stream().map(pair -> Pair.of(pair, locale)).toList(),
                Material.of(new ItemDocument(detail.item()), locale),
                versions.stream().map(one -> Version.of(one, locale)).toList());
    }
}
