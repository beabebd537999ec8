package cn.tongban.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody at the console of a hub, without a browser. */
final class ConsoleVisitor {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final int port;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(cookies).build();
    private String token = "";

    private ConsoleVisitor(int port) {
        this.port = port;
    }

    /** Logs in with the first password of {@code login}, which a hub for demonstrations does not ask to change. */
    static ConsoleVisitor logIn(HubSubject hub, String login) throws Exception {
        ConsoleVisitor visitor = new ConsoleVisitor(hub.port());
        visitor.read("/login");
        visitor.post("/login", "login=" + login + "&password=" + password(hub.data(), login));
        visitor.read("/account");
        return visitor;
    }

    static String password(Path data, String login) throws IOException {
        return Files.readAllLines(data.resolve("first-logins.txt")).stream().filter(line -> line.startsWith(login + " "))
                .map(line -> line.substring(login.length() + 1)).findFirst().orElseThrow();
    }

    /** The cookie that the browser would send. */
    String session() {
        return cookies.getCookieStore().getCookies().stream().filter(cookie -> cookie.getName().equals("hub-session"))
                .map(cookie -> "hub-session=" + cookie.getValue()).findFirst().orElseThrow();
    }

    /** Milliseconds until the answer began. */
    double firstByte(String path) throws Exception {
        long began = System.nanoTime();
        HttpResponse<InputStream> answer = client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        double millis = (System.nanoTime() - began) / 1e6;
        try (InputStream body = answer.body()) {
            body.readAllBytes();
        }
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answers " + answer.statusCode());
        }
        return millis;
    }

    /** Milliseconds until the search box has led somewhere; fails when it found nothing. */
    double search(String value) throws Exception {
        long began = System.nanoTime();
        HttpResponse<String> answer = post("/search", "q=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        double millis = (System.nanoTime() - began) / 1e6;
        String found = answer.headers().firstValue("Location").orElse("");
        if (answer.statusCode() != 302 || found.isEmpty() || found.endsWith("/search/none")) {
            throw new IllegalStateException("nothing found: " + answer.statusCode() + " " + found);
        }
        return millis;
    }

    private void read(String path) throws Exception {
        Matcher found = TOKEN.matcher(
                client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString()).body());
        if (!found.find()) {
            throw new IllegalStateException(path + " has no form");
        }
        token = found.group(1);
    }

    private HttpResponse<String> post(String path, String form) throws Exception {
        String body = form + "&_csrf=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        return client.send(request(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }
}
