package cn.tongban.hub.flow;

import cn.tongban.hub.connector.HmacSm3Signature;
import cn.tongban.hub.connector.Secret;
import cn.tongban.hub.connector.SignedRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** A real Tomcat on a free port with nothing but the doors; a desk that signs speaks to it. */
final class DoorServer implements AutoCloseable {
    private final ServletWebServerApplicationContext spring;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HmacSm3Signature signature = new HmacSm3Signature(Clock.systemUTC());

    DoorServer() {
        SpringApplication application = new SpringApplication(Slice.class);
        application.setLogStartupInfo(false);
        application.setSources(Set.of("cn.tongban.hub.ContainerErrors"));
        spring = (ServletWebServerApplicationContext) application.run(
                "--server.port=0", "--server.address=127.0.0.1", "--spring.main.banner-mode=off",
                "--server.tomcat.threads.max=100", "--logging.level.root=WARN");
    }

    /** Not annotated as a configuration: a test that starts the whole hub would find it by scanning. */
    @ImportAutoConfiguration({ServletWebServerFactoryAutoConfiguration.class, DispatcherServletAutoConfiguration.class})
    @Import(DoorConfiguration.class)
    static class Slice {
        @Bean
        ActiveBundle activeBundle() {
            return new ActiveBundle();
        }

        @Bean
        Observed observed() {
            return Observed.NOBODY;
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    ActiveBundle active() {
        return spring.getBean(ActiveBundle.class);
    }

    MeterRegistry meters() {
        return spring.getBean(MeterRegistry.class);
    }

    int port() {
        return spring.getWebServer().getPort();
    }

    /** A signed JSON request of the desk. */
    HttpRequest.Builder signed(String method, String path, byte[] body) {
        HttpRequest.Builder request = plain(path).method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (body.length > 0) {
            request.header("Content-Type", "application/json");
        }
        signature.headers("desk-01", new Secret(Bundles.DOOR_KEY), new SignedRequest(method, path, body))
                .forEach(header -> request.header(header.getKey(), header.getValue()));
        return request;
    }

    HttpRequest.Builder plain(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    HttpResponse<byte[]> raw(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request.build(), body);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        active().close();
        spring.close();
    }
}
