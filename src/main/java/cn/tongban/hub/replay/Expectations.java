package cn.tongban.hub.replay;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Differences that somebody has seen and means: places and kinds, no values, so that the file can lie beside the bundle. */
public final class Expectations {
    private static final YAMLMapper YAML = new YAMLMapper();

    private final Set<Spot> spots;

    private Expectations(Collection<Spot> spots) {
        this.spots = new TreeSet<>(spots);
    }

    public static Expectations of(Collection<Spot> spots) {
        return new Expectations(spots);
    }

    /** @throws HubException REQUEST_INVALID naming the entry that cannot be read */
    public static Expectations read(String yaml) {
        JsonNode root;
        try {
            root = YAML.readTree(yaml);
        } catch (IOException e) {
            throw new HubException(ErrorCode.REQUEST_INVALID, "expected: not YAML");
        }
        Set<Spot> spots = new TreeSet<>();
        JsonNode list = root.path("expected");
        if (!list.isArray()) {
            throw new HubException(ErrorCode.REQUEST_INVALID, "expected: a list is missing");
        }
        for (JsonNode entry : list) {
            spots.add(new Spot(entry.path("where").asText(), entry.path("field").asText(),
                    Kind.of(entry.path("kind").asText()).orElseThrow(() -> new HubException(
                            ErrorCode.REQUEST_INVALID, "expected: kind of entry " + (spots.size() + 1)))));
        }
        return new Expectations(spots);
    }

    /** The file, sorted, for a person to review. */
    public String write() {
        StringBuilder text = new StringBuilder("# Differences that are meant; made by ./hub diff --accept\nexpected:");
        if (spots.isEmpty()) {
            return text.append(" []\n").toString();
        }
        text.append('\n');
        for (Spot spot : spots) {
            text.append("  - {where: ").append(quoted(spot.where())).append(", field: ").append(quoted(spot.field()))
                    .append(", kind: ").append(spot.kind().wire()).append("}\n");
        }
        return text.toString();
    }

    /** Those of the found ones that nobody expected. */
    public List<Spot> others(Collection<Spot> found) {
        return found.stream().filter(spot -> !spots.contains(spot)).sorted().toList();
    }

    /** Those that were expected and did not occur. */
    public List<Spot> missing(Collection<Spot> found) {
        return spots.stream().filter(spot -> !found.contains(spot)).toList();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
