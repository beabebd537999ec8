package cn.tongban.hub.flow;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The addresses under which one partner may be called: those of its connector's own settings, whatever a message, a
 * header or an answer says.
 */
final class Origins {
    private record Origin(String scheme, String host, int port, String path) {}

    private final List<Origin> origins;

    private Origins(List<Origin> origins) {
        this.origins = origins;
    }

    /** Takes those settings that are absolute http or https addresses. */
    static Origins of(Collection<String> settings) {
        List<Origin> origins = new ArrayList<>();
        settings.forEach(setting -> parse(setting).ifPresent(origins::add));
        return new Origins(List.copyOf(origins));
    }

    boolean allow(URI uri) {
        return match(uri).isPresent();
    }

    /** How long the path is by which the address belongs here; empty when it does not. */
    OptionalInt match(URI uri) {
        return origin(uri)
                .map(wanted -> origins.stream()
                        .filter(own -> covers(own, wanted))
                        .mapToInt(own -> own.path().length())
                        .max())
                .orElse(OptionalInt.empty());
    }

    private static boolean covers(Origin own, Origin wanted) {
        return own.scheme().equals(wanted.scheme())
                && own.host().equals(wanted.host())
                && own.port() == wanted.port()
                && (wanted.path() + "/").startsWith(own.path() + "/");
    }

    private static Optional<Origin> parse(String setting) {
        if (!setting.startsWith("http://") && !setting.startsWith("https://")) {
            return Optional.empty();
        }
        return origin(URI.create(setting));
    }

    private static Optional<Origin> origin(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean http = scheme.equals("http") || scheme.equals("https");
        if (!http || uri.getHost() == null || uri.getRawUserInfo() != null) {
            return Optional.empty();
        }
        String path = uri.normalize().getRawPath().replaceAll("/+$", "");
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return Optional.of(new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port, path));
    }
}
