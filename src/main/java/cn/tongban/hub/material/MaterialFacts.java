package cn.tongban.hub.material;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/**
 * What is known of a material and stored sealed only. Absent values are empty.
 *
 * @param name cleaned display name
 * @param fileName cleaned
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record MaterialFacts(String name, String fileName, String sha256, String sm3) {
    /** The part under which facts are sealed. */
    public static final String PART = "material";

    private static final JsonMapper JSON = new JsonMapper();

    public byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Facts of a material cannot be written as JSON");
        }
    }

    static MaterialFacts of(byte[] json) {
        try {
            return JSON.readValue(json, MaterialFacts.class);
        } catch (IOException e) {
            throw new IllegalStateException("Stored facts of a material are not JSON");
        }
    }

    @Override
    public String toString() {
        return "MaterialFacts[hidden]";
    }
}
