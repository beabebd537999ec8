package cn.tongban.bench;

import java.util.Map;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The same web server for every subject that is not the hub: Spring MVC on Tomcat with the hub's own server settings
 * (it reads the hub's application.yaml), one POST handler, an answer once the sink has returned.
 */
final class Door {
    /** Takes one body and returns when it is durable. */
    interface Sink {
        void take(byte[] body) throws Exception;
    }

    private Door() {}

    /** Opens the door on a free port of the loopback and says so on the output. */
    static void open(Sink sink) {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(Settings.class)
                .initializers(c -> c.getBeanFactory().registerSingleton("sink", sink))
                .properties(Map.of("spring.main.log-startup-info", "false"))
                .run("--server.port=0", "--server.address=127.0.0.1");
        System.out.println("READY " + context.getEnvironment().getProperty("local.server.port"));
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        ServletWebServerFactoryAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class, JacksonAutoConfiguration.class
    })
    @org.springframework.context.annotation.Import(Handler.class)
    static class Settings {}

    @RestController
    static class Handler {
        private final Sink sink;

        Handler(Sink sink) {
            this.sink = sink;
        }

        @PostMapping(path = LoadPlan.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
        @ResponseStatus(HttpStatus.ACCEPTED)
        byte[] take(@RequestBody byte[] body) throws Exception {
            sink.take(body);
            return ANSWER;
        }

        private static final byte[] ANSWER = "{\"recorded\":true}".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
