package cn.tongban.hub.web;

import cn.tongban.hub.HubApplication;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.security.Tokens;
import cn.tongban.hub.support.DataFolder;
import cn.tongban.hub.support.PgExtension;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole hub in the JVM of the tests, on a port of its own over the shared test database; started once, or for one class
 * when it needs settings of its own.
 */
public final class RunningHub implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PgExtension pg = new PgExtension();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> settings;
    private @Nullable ConfigurableApplicationContext own;

    /** @param settings of this hub alone, as {@code --name=value}; none for the one that tests share */
    public RunningHub(String... settings) {
        this.settings = List.of(settings);
    }

    /** What the hub answered. */
    public record Answer(int status, HttpResponse<String> raw) {
        public JsonNode json() {
            try {
                return JSON.readTree(raw.body());
            } catch (IOException e) {
                throw new UncheckedIOException(raw.body(), e);
            }
        }

        public String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        pg.beforeAll(context);
        if (!settings.isEmpty()) {
            own = start(pg, folder(), settings);
        }
        bean(Tokens.class);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (own != null) {
            own.close();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        pg.beforeEach(context);
        // What another test made of the partner is over.
        bean(HubPorts.Partner.class).answers(new Outcome.Delivered("R-1", false));
    }

    public PgExtension pg() {
        return pg;
    }

    public <T> T bean(Class<T> type) {
        return context().getBean(type);
    }

    /** One of several of a kind. */
    public <T> T bean(String name, Class<T> type) {
        return context().getBean(name, type);
    }

    /** The address without a slash at its end. */
    public String url() {
        return "http://127.0.0.1:" + context().getEnvironment().getProperty("local.server.port");
    }

    public Path data() {
        return bean(DataFolder.class).path();
    }

    public String token(Scope... scopes) {
        return bean(Tokens.class).issue("tester", Set.of(scopes), null, "test").text();
    }

    public Answer get(String path, String token) {
        return send(request(path, token).GET());
    }

    public Answer post(String path, String token, Object body) {
        return post(path, token, body, Map.of());
    }

    public Answer post(String path, String token, Object body, Map<String, String> headers) {
        try {
            String text = body instanceof String s ? s : JSON.writeValueAsString(body);
            HttpRequest.Builder request = request(path, token).header("Content-Type", "application/json");
            headers.forEach(request::header);
            return send(request.POST(HttpRequest.BodyPublishers.ofString(text)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = client.send(request.build(), new TextOrStream());
            return new Answer(answer.statusCode(), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private ConfigurableApplicationContext context() {
        return own == null ? Shared.context(pg) : own;
    }

    private static ConfigurableApplicationContext start(PgExtension pg, Path data, List<String> settings) {
        // Another test may have sealed this database under a key of its own.
        pg.truncate();
        List<String> all = new ArrayList<>(List.of(
                "--server.port=0",
                "--hub.broker.amqp.port=0",
                "--hub.secrets.generate-missing=true",
                "--logging.level.root=WARN",
                // Tests have it look when they want; by itself it would lead in place of their own keepers, and count before them.
                "--hub.alert.enabled=false",
                "--hub.data=" + data,
                "--hub.db.url=" + pg.url(),
                "--hub.db.user=" + pg.user(),
                "--hub.db.password=" + pg.password()));
        all.addAll(settings);
        return new SpringApplication(HubApplication.class, HubPorts.class).run(all.toArray(String[]::new));
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("tongban-web-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Shared {
        private static @Nullable ConfigurableApplicationContext context;

        static synchronized ConfigurableApplicationContext context(PgExtension pg) {
            if (context == null) {
                context = start(pg, folder(), List.of());
            }
            return context;
        }
    }
}
