package cn.tongban.hub.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command reaches a running hub: the address, and a token that never stands on the command line. */
final class Reach {
    @Option(
            names = "--to",
            paramLabel = "URL",
            description = "枢纽地址,默认本机 HUB_PORT / Address of the hub, default this machine at HUB_PORT")
    private @Nullable String to;

    HubClient client(Environment environment) {
        return new HubClient(address(environment), token(environment));
    }

    URI address(Environment environment) {
        String port = environment.get("HUB_PORT", "8080");
        String text = to == null ? "http://127.0.0.1:" + port : to;
        try {
            URI address = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (address.getHost() == null) {
                throw notAnAddress(text);
            }
            return address;
        } catch (IllegalArgumentException e) {
            throw notAnAddress(text);
        }
    }

    private static String token(Environment environment) {
        String given = environment.get("HUB_TOKEN", "");
        Path file = environment.data().resolve("admin.token");
        if (!given.isEmpty() || !Files.isReadable(file)) {
            return given;
        }
        try {
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static Failure notAnAddress(String text) {
        return new Failure(Exit.USAGE, "不是网址:" + text, "Not an address: " + text);
    }
}
