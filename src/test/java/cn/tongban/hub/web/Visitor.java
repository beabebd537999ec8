package cn.tongban.hub.web;

import cn.tongban.hub.account.Account;
import cn.tongban.hub.account.Accounts;
import cn.tongban.hub.account.Role;
import cn.tongban.hub.web.RunningHub.Answer;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody at a browser without its scripts: cookies, forms with their token, redirects one by one. */
public final class Visitor {
    public static final String PASSWORD = "Heron-by-the-Han-3";
    /** Of newcomers, given by somebody else. */
    public static final String FIRST = "Geese-over-the-Han-8";

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final RunningHub hub;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();
    private final Map<String, String> headers = new LinkedHashMap<>();

    public Visitor(RunningHub hub) {
        this.hub = hub;
    }

    /** Somebody who holds these roles and is in. */
    public static Visitor as(RunningHub hub, Role... roles) {
        String login = account(hub, roles);
        Visitor visitor = new Visitor(hub);
        visitor.login(login, PASSWORD);
        return visitor;
    }

    /** A fresh account whose password is its own already; returns the login. */
    public static String account(RunningHub hub, Role... roles) {
        Account made = made(hub, roles);
        hub.bean(Accounts.class).changePassword(made.id(), FIRST, PASSWORD);
        return made.login();
    }

    /** An account of somebody who has never been in; returns the login. */
    public static String newcomer(RunningHub hub, Role... roles) {
        return made(hub, roles).login();
    }

    private static Account made(RunningHub hub, Role... roles) {
        int number = NUMBER.incrementAndGet();
        return hub.bean(Accounts.class).create("person" + number, "某人" + number, Set.of(roles), FIRST, "test");
    }

    /** Sends this header from now on, as a proxy in front of the hub would. */
    public Visitor with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    public Answer login(String login, String password) {
        get("/login");
        return post("/login", Map.of("login", login, "password", password));
    }

    public Answer get(String path) {
        return send(HttpRequest.newBuilder(URI.create(hub.url() + path)).GET());
    }

    /** Listens as a page does. */
    public Events listen(String path) {
        return Events.of(client, HttpRequest.newBuilder(URI.create(hub.url() + path)).header("Accept", "text/event-stream").GET()
                .build());
    }

    /** Sends a form with the token of a page that shows one. */
    public Answer post(String path, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("_csrf", token());
        return postWithout(path, all);
    }

    public Answer postWithout(String path, Map<String, String> fields) {
        String form = fields.entrySet().stream().map(f -> encode(f.getKey()) + '=' + encode(f.getValue()))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(hub.url() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    public CookieManager cookies() {
        return cookies;
    }

    public String token() {
        Answer page = get("/account");
        Matcher found = TOKEN.matcher(page.status() == 200 ? page.raw().body() : get("/login").raw().body());
        return found.find() ? found.group(1) : "";
    }

    /** Sends a request without a body. */
    public Answer ask(String method, String path) {
        return send(HttpRequest.newBuilder(URI.create(hub.url() + path)).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    private Answer send(HttpRequest.Builder request) {
        headers.forEach(request::header);
        try {
            HttpResponse<String> answer = client.send(request.build(), new TextOrStream());
            return new Answer(answer.statusCode(), answer);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
