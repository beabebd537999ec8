package cn.tongban.hub.flow;

import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.support.component.EndpointUriFactorySupport;

/**
 * Some designers write an endpoint as {@code uri: hub} with its path among the parameters, as the component's metadata
 * names its parts. This puts them together again; Camel finds it by {@code META-INF/services}.
 */
public final class HubUriFactory extends EndpointUriFactorySupport {
    @Override
    public boolean isEnabled(String scheme) {
        return scheme.equals("hub") || scheme.equals("party");
    }

    @Override
    public String buildUri(String scheme, Map<String, Object> properties, boolean encode) throws URISyntaxException {
        Map<String, Object> rest = new HashMap<>(properties);
        String first = Objects.toString(rest.remove(scheme.equals("hub") ? "verb" : "way"), "");
        String target = scheme.equals("hub") ? Objects.toString(rest.remove("target"), "") : "";
        String uri = scheme + ":" + first + (target.isEmpty() ? "" : "/" + target);
        return buildQueryParameters(uri, rest, encode);
    }

    @Override
    public Set<String> propertyNames() {
        return Set.of("verb", "target", "way");
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
