package cn.tongban.hub.console;

import cn.tongban.hub.support.Texts;
import cn.tongban.hub.web.Overview;
import cn.tongban.hub.web.Risks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The overview in parts that change on their own. The words are those that the page is drawn with. */
@Component
class LiveOverview {
    private final Overview overview;
    private final FlowMap map;
    private final Risks risks;

    LiveOverview(Overview overview, FlowMap map, Risks risks) {
        this.overview = overview;
        this.map = map;
        this.risks = risks;
    }

    /** A name here is a field on the page; {@code light} is a class. */
    record Answer(String light, String sentence, String at) {}

    record Edge(String light, String shape, String words, String label, String stroke) {}

    record Row(String light, String state, List<String> notes, long recorded, OverviewView.@Nullable Figures figures) {}

    /** @param causes as they are listed; whoever shows others asks for the list again */
    record Causes(List<OverviewView.CauseRow> causes) {}

    Map<String, ?> parts(Locale locale) {
        Overview.Standing standing = overview.now();
        OverviewView view = OverviewView.of(standing, locale);
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("answer", new Answer(view.light().key(), view.sentence(), view.at()));
        map.draw(standing, locale).edges().forEach(edge -> parts.put(edge.key(),
                new Edge(edge.light().key(), edge.shape(), edge.words(), edge.label(), edge.stroke())));
        view.rows().forEach(row -> parts.put(row.key(), new Row(row.light().key(),
                Texts.of(locale, "light." + row.light().key()), row.notes(), row.recorded(), row.figures())));
        parts.put("causes", new Causes(view.causes()));
        parts.put("clocks", risks.now());
        return parts;
    }
}
