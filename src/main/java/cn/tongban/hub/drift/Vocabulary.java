package cn.tongban.hub.drift;

import cn.tongban.hub.flow.Sighting.Side;
import cn.tongban.hub.mapping.BundleFiles;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the contracts of the active bundle say of each stream. */
final class Vocabulary {
    private static final Pattern FROM = Pattern.compile("(?m)^// (?:from|body): connectors/([^/\\s]+)/contract/([^/\\s]+)\\.schema\\.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<Optional<BundleFiles>> active;
    private volatile Read read = new Read("");

    /** Of one bundle. */
    private record Read(String digest, Map<Stream, Declared> declared) {
        Read(String digest) {
            this(digest, new ConcurrentHashMap<>());
        }
    }

    /** @param active files of the active bundle, empty while there is none */
    Vocabulary(Supplier<Optional<BundleFiles>> active) {
        this.active = active;
    }

    Declared of(Stream stream) {
        Optional<BundleFiles> files = active.get();
        if (files.isEmpty()) {
            return Declared.OPEN;
        }
        Read now = read;
        if (!now.digest().equals(files.get().digest())) {
            now = new Read(files.get().digest());
            read = now;
        }
        return now.declared().computeIfAbsent(stream, any -> declared(files.get(), contract(files.get(), stream)));
    }

    /** Name of the contract of a stream, empty where the bundle has none. */
    String contract(Stream stream) {
        return active.get().map(files -> contract(files, stream)).orElse("");
    }

    private static String contract(BundleFiles files, Stream stream) {
        if (stream.side() == Side.SENT) {
            return stream.subject();
        }
        String mapping = "mappings/" + stream.subject() + ".jslt";
        Matcher from = FROM.matcher(files.has(mapping) ? files.text(mapping) : "");
        return from.find() ? from.group(1) + "/" + from.group(2) : "";
    }

    private static Declared declared(BundleFiles files, String contract) {
        int slash = contract.indexOf('/');
        String path = slash < 0 ? "" : "connectors/" + contract.substring(0, slash) + "/contract/"
                + contract.substring(slash + 1) + ".schema.json";
        if (!files.has(path)) {
            return Declared.OPEN;
        }
        try {
            return Declared.of(JSON.readTree(files.text(path)));
        } catch (JsonProcessingException e) {
            // Such a bundle does not start.
            return Declared.OPEN;
        }
    }
}
