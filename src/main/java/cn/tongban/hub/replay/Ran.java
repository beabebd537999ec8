package cn.tongban.hub.replay;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What a bundle did with a piece of traffic. */
sealed interface Ran {
    /**
     * @param document the canonical document of what came in, the body of what would have gone out
     * @param traits what else people see of it, by name: type, destinations, address
     */
    record Passed(byte[] document, Map<String, String> traits) implements Ran {
        /** Whether nothing differs; the documents need not be read to know. */
        boolean same(Passed other) {
            return Arrays.equals(document, other.document) && traits.equals(other.traits);
        }
    }

    /** @param places each {@code pointer rule}; no value of a document */
    record Failed(String code, List<String> places) implements Ran {
        /** Where the first thing is wrong, without the position in a mapping, which moves with each edit. */
        String field() {
            if (places.isEmpty()) {
                return "";
            }
            String first = places.get(0).split(" ", 2)[0];
            return first.startsWith("/") ? first : first.split(":", 2)[0];
        }
    }
}
