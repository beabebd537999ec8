package cn.tongban.hub.trial;

import cn.tongban.hub.mapping.BundleFiles;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Which tests the change of a file may concern; rather one too many. */
public final class Touched {
    private Touched() {}

    /** @return subjects that any of the files concerns */
    public static Predicate<String> by(BundleFiles files, Collection<String> paths) {
        return paths.stream().map(path -> by(files, path)).reduce(subject -> false, Predicate::or);
    }

    /** @return subjects: names of mappings, ids of routes and names of contracts */
    public static Predicate<String> by(BundleFiles files, String path) {
        String[] parts = path.split("/");
        if (parts.length < 3 || parts[1].equals("canonical") || parts[1].equals("policies")) {
            return subject -> true;
        }
        if (parts[0].equals("routes")) {
            return route(files, path, parts[1]);
        }
        String system = parts[1];
        String mapping = parts[0].equals("mappings") ? mapping(parts) : "";
        Set<String> routes = mentioning(files, mapping.isEmpty() ? system : system + "/" + mapping);
        return subject -> routes.contains(subject)
                || (mapping.isEmpty() ? subject.startsWith(system + "/") : subject.equals(system + "/" + mapping));
    }

    private static Predicate<String> route(BundleFiles files, String path, String flow) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (path.endsWith(RouteTest.SUFFIX) && files.has(path)) {
            String text = files.text(path);
            return subject -> text.contains("route: " + subject);
        }
        return name.endsWith(".camel.yaml")
                ? name.substring(0, name.length() - ".camel.yaml".length())::equals
                : subject -> subject.startsWith(flow + ".");
    }

    /** Empty when all mappings of the system may be concerned. */
    private static String mapping(String[] parts) {
        if (parts[2].equals("golden") && parts.length > 3) {
            return parts[3];
        }
        return parts[2].endsWith(".jslt") ? parts[2].substring(0, parts[2].length() - ".jslt".length()) : "";
    }

    private static Set<String> mentioning(BundleFiles files, String name) {
        Set<String> routes = new TreeSet<>();
        files.paths("routes/", ".camel.yaml").stream().filter(path -> files.text(path).contains(name)).forEach(path ->
                routes.add(path.substring(path.lastIndexOf('/') + 1, path.length() - ".camel.yaml".length())));
        return routes;
    }
}
