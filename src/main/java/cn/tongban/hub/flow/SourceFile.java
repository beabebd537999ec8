package cn.tongban.hub.flow;

import cn.tongban.hub.material.MaterialName;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file that came with a document that a source read, and is to become a material of its case. What the partner does not
 * say is empty.
 *
 * @param mediaType as the partner says it
 * @param sha256 announced digest
 * @param sm3 announced digest
 * @param content Base64; nobody has looked at it yet
 */
public record SourceFile(
        String caseNo,
        String materialId,
        String name,
        String fileName,
        String getType,
        String mediaType,
        String sha256,
        String sm3,
        String content) {
    /** As a mapping of {@code canonical/pulled} or {@code canonical/fetched} writes it. */
    public static SourceFile of(JsonNode file) {
        return new SourceFile(text(file, "caseNo"), text(file, "materialId"), text(file, "name"), text(file, "fileName"),
                text(file, "getType"), text(file, "mediaType"), text(file, "sha256"), text(file, "sm3"), text(file, "content"));
    }

    private static String text(JsonNode file, String name) {
        return file.path(name).asText("");
    }

    /** Bytes that are there when the text has no line ends; known without reading it. */
    long atLeast() {
        return Math.max(0, content.length() / 4L * 3 - 2);
    }

    /** @throws HubException CONTRACT_VIOLATION for what is not Base64 */
    byte[] bytes() {
        try {
            return Base64.getDecoder().decode(content.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new HubException(ErrorCode.CONTRACT_VIOLATION, "", List.of(
                    new Place("/content", "base64", "the bytes of a file are not written in Base64")));
        }
    }

    /** The same as behind a door that takes in bytes. */
    DoorUpload upload() {
        byte[] bytes = bytes();
        return new DoorUpload(new ByteArrayInputStream(bytes), bytes.length, MaterialName.encode(name),
                MaterialName.encode(fileName), orNull(getType), orNull(sha256), orNull(sm3));
    }

    /** Where it belongs. */
    Map<String, String> path() {
        return Map.of("caseNo", caseNo, "materialId", materialId);
    }

    /** What a person sees of it when it is refused. */
    byte[] document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        return JsonBytes.of(document.put("caseNo", caseNo).put("materialId", materialId).put("name", name)
                .put("fileName", fileName).put("sm3", sm3));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    @Override
    public String toString() {
        return "SourceFile[" + materialId + "]";
    }
}
