package cn.tongban.hub.flow;

import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.support.component.EndpointUriFactorySupport;

/**
 * Some designers write an endpoint as {@code uri: hub} with its path among the parameters, as the component's metadata
 * names its parts. This puts them together again; Camel finds it by {@code META-INF/services}.
 */
public final class HubUriFactory extends EndpointUriFactorySupport {
    private static final Map<String, List<String>> PATHS = Map.of("hub", List.of("verb", "target"), "party", List.of("way"),
            "soap", List.of("connector", "operation"));

    @Override
    public boolean isEnabled(String scheme) {
        return PATHS.containsKey(scheme);
    }

    @Override
    public String buildUri(String scheme, Map<String, Object> properties, boolean encode) throws URISyntaxException {
        Map<String, Object> rest = new HashMap<>(properties);
        String path = PATHS.get(scheme).stream().map(part -> Objects.toString(rest.remove(part), ""))
                .filter(part -> !part.isEmpty()).collect(Collectors.joining("/"));
        return buildQueryParameters(scheme + ":" + path, rest, encode);
    }

    @Override
    public Set<String> propertyNames() {
        return PATHS.values().stream().flatMap(List::stream).collect(Collectors.toSet());
    }

    @Override
    public Set<String> secretPropertyNames() {
        return Set.of();
    }

    @Override
    public Map<String, String> multiValuePrefixes() {
        return Map.of();
    }

    @Override
    public boolean isLenientProperties() {
        return false;
    }
}
