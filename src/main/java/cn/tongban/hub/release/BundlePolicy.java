package cn.tongban.hub.release;

import cn.tongban.hub.support.HubException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an installation lets a bundle use. It is read from outside of the bundle, so that no bundle can loosen it, and it
 * can only take away: what the hub itself does not have, no policy can give.
 *
 * @param components schemes of endpoints
 * @param languages of expressions
 * @param hosts of addresses in connector.yaml: names, {@code *.example.cn}, or {@code *} for all but link-local ones
 * @param fileTypes endings without the dot
 * @param maxFile bytes of the largest file
 * @param maxFiles most files
 * @param maxTotal bytes of all files together
 * @param routeTests what it is when a route has no test of its own
 */
public record BundlePolicy(
        Set<String> components,
        Set<String> languages,
        Set<String> hosts,
        Set<String> fileTypes,
        int maxFile,
        int maxFiles,
        long maxTotal,
        RouteTests routeTests) {
    static final Set<String> ALL_COMPONENTS =
            new TreeSet<>(Set.of("hub", "party", "platform-http", "kamelet", "http", "https", "soap"));
    static final Set<String> ALL_LANGUAGES = new TreeSet<>(Set.of("constant", "header", "simple", "variable"));
    static final Set<String> ALL_TYPES = new TreeSet<>(Set.of("csv", "jslt", "json", "md", "sql", "txt", "wsdl", "xsd", "yaml"));

    /** How much a route without a test matters. */
    public enum RouteTests {
        OFF,
        WARN,
        ERROR
    }

    /** What counts when an installation says nothing. */
    public static BundlePolicy standard() {
        return new BundlePolicy(ALL_COMPONENTS, ALL_LANGUAGES, Set.of("*"), ALL_TYPES, 2 << 20, 5_000, 32L << 20,
                RouteTests.ERROR);
    }

    /** The same while a bundle is being written: a route comes before its test. */
    public BundlePolicy whileWriting() {
        return new BundlePolicy(components, languages, hosts, fileTypes, maxFile, maxFiles, maxTotal,
                routeTests == RouteTests.ERROR ? RouteTests.WARN : routeTests);
    }

    /**
     * Reads {@code bundle-policy.yaml} of an installation; what it does not name is as in {@link #standard()}.
     *
     * @param file its path; blank when the installation has none
     * @throws HubException BUNDLE_INVALID with one place per fault of the file
     */
    public static BundlePolicy of(String file) {
        return file.isBlank() ? standard() : PolicyFile.read(Path.of(file));
    }
}
