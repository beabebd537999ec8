package cn.tongban.sandbox.postal;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The fields of a form, decoded; a plus sign in a value is a blank, as HTML forms have it. */
record Form(Map<String, String> fields) {
    static Optional<Form> of(byte[] body) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
            int equals = pair.indexOf('=');
            if (equals <= 0 || fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1))) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new Form(fields));
    }

    String get(String name) {
        return fields.getOrDefault(name, "");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A broken escape: as if the field were empty, which every field that matters must not be.
            return "";
        }
    }
}
