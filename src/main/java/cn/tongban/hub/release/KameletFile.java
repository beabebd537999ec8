package cn.tongban.hub.release;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One Kamelet as its file has it.
 *
 * @param name as the file is called
 * @param root the whole document
 * @param from where the template starts
 * @param steps of the template, at the top level
 */
record KameletFile(String path, String name, YamlNode root, Optional<Uri> from, List<RouteStep> steps) {
    static final String SUFFIX = ".kamelet.yaml";

    static KameletFile of(String path, YamlNode root) {
        String name = path.substring(path.lastIndexOf('/') + 1, path.length() - SUFFIX.length());
        Optional<YamlNode> from = root.at("spec", "template", "from");
        List<RouteStep> steps = from.flatMap(node -> node.get("steps")).map(RouteStep::list).orElse(List.of());
        return new KameletFile(path, name, root, from.map(Uri::of), steps);
    }

    /** The connector whose folder it lies in. */
    String connector() {
        return path.split("/")[1];
    }

    Set<String> properties() {
        return root.at("spec", "definition", "properties").stream()
                .flatMap(properties -> properties.entries().stream())
                .map(YamlNode.Entry::name)
                .collect(Collectors.toSet());
    }
}
