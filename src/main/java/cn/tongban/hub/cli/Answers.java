package cn.tongban.hub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URI;
import java.util.function.BiConsumer;
import picocli.CommandLine.Mixin;

/** Where a command asks, and how it prints what a hub answers. */
final class Answers extends Output {
    @Mixin
    private Reach reach;

    HubClient client() {
        return reach.client(environment());
    }

    URI address() {
        return reach.address(environment());
    }

    /** A page of what had better not be there: if anything is on it, that is the exit code. */
    int found(JsonNode page, String nothing, BiConsumer<PrintWriter, JsonNode> list) {
        JsonNode items = page.path("items");
        if (items.isEmpty()) {
            return say(page, nothing);
        }
        show(page, out -> list.accept(out, items));
        return Exit.FOUND;
    }
}
