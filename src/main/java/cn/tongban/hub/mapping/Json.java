package cn.tongban.hub.mapping;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/** The one JSON setting of the engine: decimals exact, duplicate keys and trailing text refused. */
final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /**
     * Reads a file of the bundle; never use it for outside bytes, {@link JsonReader} has the limits.
     *
     * @throws HubException BUNDLE_INVALID, its only place is {@code file:line:column}
     */
    static JsonNode ofBundle(BundleFiles files, String path) {
        try {
            return MAPPER.readTree(files.text(path));
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String place = path + (at == null ? ":1:1" : ":" + at.getLineNr() + ":" + at.getColumnNr());
            throw new HubException(ErrorCode.BUNDLE_INVALID, path,
                    List.of(new Place(place, "json", "The file is not JSON.")));
        }
    }
}
