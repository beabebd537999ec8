package cn.tongban.hub.web;

import cn.tongban.hub.mapping.BundleFiles;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The routes of a bundle as people know them, read from its files. */
final class RouteList {
    private static final YAMLMapper YAML = new YAMLMapper();

    private RouteList() {}

    /** @param from where it starts, without options */
    record Route(String id, String group, String description, String from) {}

    static List<Route> of(BundleFiles files) {
        return files.paths("routes/", ".camel.yaml").stream()
                .flatMap(path -> read(files.text(path)).findValues("route").stream())
                .filter(route -> route.has("from"))
                .map(route -> new Route(
                        route.path("id").asText(),
                        route.path("group").asText(),
                        route.path("description").asText(),
                        withoutOptions(route.at("/from/uri").asText())))
                .toList();
    }

    private static JsonNode read(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException("A bundle at work has readable routes", e);
        }
    }

    private static String withoutOptions(String uri) {
        int options = uri.indexOf('?');
        return options < 0 ? uri : uri.substring(0, options);
    }
}
