package cn.tongban.hub.console;

import cn.tongban.hub.support.Texts;
import cn.tongban.hub.web.Light;
import cn.tongban.hub.web.Overview;
import cn.tongban.hub.web.Overview.ConnectorState;
import cn.tongban.hub.web.Rates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The picture of what flows: who brings on the left, the hub in the middle, who gets on the right. Width is the rate of the
 * last minutes, the number is how long the oldest waits, shape and colour are the state. The places are computed here, so
 * the picture is there with the page.
 */
@Component
class FlowMap {
    private static final int WIDTH = 1120;
    private static final int BOX = 330;
    private static final int STEP = 52;
    private static final int TOP = 12;
    private static final int HUB = 140;
    /** What a box has room for, in columns; a Chinese character takes two. */
    private static final int NAME = 36;
    private static final int MIDDLE = (WIDTH - HUB) / 2;

    private final Rates rates;

    FlowMap(Rates rates) {
        this.rates = rates;
    }

    /** The whole picture; a height in the same units as the places. */
    record Picture(int width, int height, int hubX, int hubY, int hubWidth, List<Edge> edges) {}

    /**
     * One system and one direction.
     *
     * @param x,y upper left corner of its box
     * @param path from the box to the hub, or back
     * @param stroke width of the line
     * @param words what a person reads of it: rate, backlog and age
     * @param href where its messages or deliveries are
     */
    record Edge(String id, String name, boolean in, int x, int y, int boxWidth, String path, String stroke, Light light,
            String shape, String words, String href) {
        /** As much of its name as its box has room for. */
        public String shown() {
            return fitting(name);
        }

        /** Its name as a part of the page that changes. */
        public String key() {
            return (in ? "in:" : "out:") + id;
        }

        /** The whole of it, for who hears the page. */
        public String label() {
            return name + ": " + words;
        }
    }

    Picture draw(Overview.Standing standing, Locale locale) {
        Rates.Now flowing = rates.now();
        List<ConnectorState> left = standing.connectors().stream().filter(FlowMap::brings).toList();
        List<ConnectorState> right = standing.connectors().stream().filter(one -> one.open() != null).toList();
        int rows = Math.max(1, Math.max(left.size(), right.size()));
        int height = 2 * TOP + rows * STEP;
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            edges.add(edge(left.get(i), true, place(i, left.size(), height), height, flowing.in(), standing, locale));
        }
        for (int i = 0; i < right.size(); i++) {
            edges.add(edge(right.get(i), false, place(i, right.size(), height), height, flowing.out(), standing, locale));
        }
        return new Picture(WIDTH, height, MIDDLE, height / 2 - HUB / 4, HUB, edges);
    }

    /** Parties are reached, but what comes from them comes by their connector. */
    private static boolean brings(ConnectorState one) {
        return !one.left() && !one.id().contains(".");
    }

    private static int place(int i, int count, int height) {
        return (height - count * STEP) / 2 + i * STEP;
    }

    private static Edge edge(ConnectorState one, boolean in, int y, int height, Map<String, Double> rates,
            Overview.Standing standing, Locale locale) {
        double perMinute = rates.getOrDefault(one.id(), 0.0);
        int centre = y + STEP / 2 - 4;
        String path = in
                ? curve(BOX, centre, MIDDLE, height / 2)
                : curve(MIDDLE + HUB, height / 2, WIDTH - BOX, centre);
        String stroke = String.format(Locale.ROOT, "%.1f", 1.5 + 1.6 * Math.log1p(perMinute));
        Light light = in ? Light.GOOD : one.light();
        String href = in ? "/messages?connector=" + one.id() : "/connectors/" + one.id();
        return new Edge(one.id(), OverviewView.name(one, locale), in, in ? 0 : WIDTH - BOX, y, BOX, path, stroke, light,
                shape(light), words(one, in, perMinute, standing.at(), locale), href);
    }

    private static String words(ConnectorState one, boolean in, double perMinute, Instant now, Locale locale) {
        String rate = Texts.of(locale, "map.rate", Math.round(perMinute * 10) / 10.0);
        if (in || one.open() == null || one.open().waiting() == 0 || one.open().oldest() == null) {
            return rate;
        }
        long minutes = Math.max(0, Duration.between(one.open().oldest(), now).toMinutes());
        return rate + Texts.of(locale, "map.waiting", one.open().waiting(), minutes);
    }

    private static String fitting(String name) {
        int columns = 0;
        for (int i = 0; i < name.length(); i++) {
            columns += name.charAt(i) < '\u2e80' ? 1 : 2;
            if (columns > NAME) {
                return name.substring(0, i) + "…";
            }
        }
        return name;
    }

    private static String curve(int x1, int y1, int x2, int y2) {
        int bend = (x1 + x2) / 2;
        return "M%d %d C%d %d %d %d %d %d".formatted(x1, y1, bend, y1, bend, y2, x2, y2);
    }

    private static String shape(Light light) {
        return switch (light) {
            case GOOD -> "●";
            case WAITING -> "◌";
            case CARE -> "▲";
            case BAD -> "■";
        };
    }
}
