package cn.tongban.hub.replay;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Recorded traffic as lines of JSON, with the bundle at work in front: a file of it is enough to replay it anywhere. It
 * holds personal data as it is. The last line says how many pieces there were, so that a file that broke off is known.
 */
public final class Recording implements Traffic {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String VERSION = "1";
    private static final int PAGE = 500;

    private final BufferedReader lines;
    private final BundleFiles bundle;
    private String line;
    private long pieces;

    private Recording(BufferedReader lines) throws IOException {
        this.lines = lines;
        JsonNode head = JSON.readTree(lines.readLine());
        if (!head.path("recording").asText().equals(VERSION)) {
            throw broken("not a recording of this version");
        }
        Map<String, byte[]> files = new TreeMap<>();
        line = lines.readLine();
        for (JsonNode file = read(); file.has("file"); file = read()) {
            files.put(file.get("file").asText(), file.get("bytes").binaryValue());
            line = lines.readLine();
        }
        bundle = BundleFiles.of(files);
    }

    /** @throws HubException REQUEST_INVALID when this is no recording */
    public static Recording read(InputStream in) {
        try {
            return new Recording(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16));
        } catch (IOException | IllegalArgumentException e) {
            throw broken("not a recording");
        }
    }

    /** The bundle that was at work when this was taken. */
    public BundleFiles bundle() {
        return bundle;
    }

    /** Writes the bundle at work and all the traffic; the stream stays open. */
    static long write(BundleFiles bundle, Traffic traffic, long most, OutputStream out) throws IOException {
        line(out, object().put("recording", VERSION).put("bundle", bundle.digest()));
        for (String path : bundle.paths()) {
            line(out, object().put("file", path).put("bytes", bundle.bytes(path).orElseThrow()));
        }
        long written = 0;
        for (List<Recorded> page = traffic.next(); !page.isEmpty() && written < most; page = traffic.next()) {
            for (Recorded piece : page) {
                line(out, piece(piece));
                written++;
            }
            out.flush();
        }
        line(out, object().put("end", written));
        out.flush();
        return written;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static void line(OutputStream out, ObjectNode node) throws IOException {
        out.write(JSON.writeValueAsBytes(node));
        out.write('\n');
    }

    private static ObjectNode piece(Recorded piece) {
        ObjectNode node = object().put("id", piece.id().toString()).put("at", piece.at().toString());
        if (piece instanceof Recorded.In in) {
            node.put("kind", "in").put("connector", in.connector()).put("type", in.type()).put("caseNo", in.caseNo())
                    .put("document", in.document()).put("mediaType", in.mediaType());
            return node.put("original", in.original().open()).put("canonical", in.canonical().open());
        }
        if (piece instanceof Recorded.Out out) {
            return node.put("kind", "out").put("message", out.messageId().toString()).put("destination", out.destination())
                    .put("type", out.type()).put("caseNo", out.caseNo()).put("canonical", out.canonical().open());
        }
        Recorded.Refused refused = (Recorded.Refused) piece;
        node.put("kind", "refused").put("connector", refused.connector()).put("code", refused.code());
        refused.places().forEach(node.withArray("places")::add);
        return node.put("body", refused.body().open());
    }

    @Override
    public List<Recorded> next() {
        List<Recorded> page = new ArrayList<>(PAGE);
        try {
            while (page.size() < PAGE && line != null) {
                JsonNode node = read();
                if (node.has("end")) {
                    if (node.get("end").asLong() != pieces) {
                        throw broken("pieces are missing");
                    }
                    line = null;
                    return page;
                }
                page.add(piece(node));
                pieces++;
                line = lines.readLine();
                if (line == null) {
                    throw broken("it breaks off after " + pieces + " pieces");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The recording cannot be read on", e);
        }
        return page;
    }

    private JsonNode read() throws IOException {
        if (line == null) {
            throw broken("it breaks off");
        }
        return JSON.readTree(line);
    }

    private static Recorded piece(JsonNode node) {
        UUID id = UUID.fromString(node.path("id").asText());
        Instant at = Instant.parse(node.path("at").asText());
        return switch (node.path("kind").asText()) {
            case "in" -> new Recorded.In(id, at, node.path("connector").asText(), node.path("type").asText(),
                    node.path("caseNo").asText(), node.path("document").asText(), node.path("mediaType").asText(),
                    bytes(node, "original"), bytes(node, "canonical"));
            case "out" -> new Recorded.Out(id, at, UUID.fromString(node.path("message").asText()),
                    node.path("destination").asText(), node.path("type").asText(), node.path("caseNo").asText(),
                    bytes(node, "canonical"));
            case "refused" -> new Recorded.Refused(id, at, node.path("connector").asText(), node.path("code").asText(),
                    StreamSupport.stream(node.path("places").spliterator(), false).map(JsonNode::asText).toList(),
                    bytes(node, "body"));
            default -> throw broken("a line of unknown kind");
        };
    }

    private static Recorded.Bytes bytes(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return () -> value.isTextual() ? Base64.getDecoder().decode(value.textValue()) : null;
    }

    private static HubException broken(String why) {
        return new HubException(ErrorCode.REQUEST_INVALID, "recording: " + why);
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Closing a recording", e);
        }
    }
}
