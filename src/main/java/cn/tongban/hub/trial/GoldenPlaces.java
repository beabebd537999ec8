package cn.tongban.hub.trial;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.support.HubException;

/** Where in its file a line of a golden example's faults belongs. */
final class GoldenPlaces {
    private GoldenPlaces() {}

    static Fault fault(BundleFiles files, String file, String line) {
        String text = line.startsWith("output ") ? line.substring("output ".length()) : line;
        int end = text.indexOf(": ");
        boolean pointed = text.startsWith("/") && end > 0;
        if (!pointed || !files.has(file) || !file.endsWith(".json")) {
            return new Fault(file, 1, 1, line);
        }
        try {
            YamlText.Mark mark = YamlText.read(file, files.text(file)).mark(text.substring(0, end));
            return new Fault(file, mark.line(), mark.column(), line);
        } catch (HubException e) {
            return new Fault(file, 1, 1, line);
        }
    }
}
