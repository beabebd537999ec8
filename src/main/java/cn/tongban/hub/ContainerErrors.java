package cn.tongban.hub;

import cn.tongban.hub.support.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * What the container itself has to refuse, such as a request that is no HTTP, before any of our code saw it: a bare
 * problem document instead of Tomcat's page, and never a stack trace.
 */
@Component
final class ContainerErrors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context -> ((StandardHost) context.getParent())
                .setErrorReportValveClass(Problem.class.getName()));
    }

    /** Made by Tomcat from its name. */
    public static final class Problem extends ErrorReportValve {
        @Override
        protected void report(Request request, Response response, Throwable throwable) {
            int status = response.getStatus();
            if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            String code = code(status).code();
            byte[] body = "{\"type\":\"about:blank\",\"status\":%d,\"code\":\"%s\"}"
                    .formatted(status, code)
                    .getBytes(StandardCharsets.UTF_8);
            try {
                response.setContentType("application/problem+json");
                response.getOutputStream().write(body);
                response.finishResponse();
            } catch (IOException | IllegalStateException gone) {
                container.getLogger().debug("The caller is gone before the refusal could be written", gone);
            }
        }

        private static ErrorCode code(int status) {
            return switch (status) {
                case 404 -> ErrorCode.NOT_FOUND;
                case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
                case 413 -> ErrorCode.BODY_TOO_LARGE;
                case 503 -> ErrorCode.OVERLOADED;
                default -> status < 500 ? ErrorCode.REQUEST_INVALID : ErrorCode.INTERNAL;
            };
        }
    }
}
