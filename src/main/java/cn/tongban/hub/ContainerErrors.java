package cn.tongban.hub;

import cn.tongban.hub.flow.ProblemWriter;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * What the container itself has to refuse, such as a request that is no HTTP, before any of our code saw it: a
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
            HubException refusal = new HubException(code(status, request, throwable), "path");
            byte[] body = new ProblemWriter().body(refusal, TraceIdFilter.traceId(request.getHeader("traceparent")));
            try {
                response.setContentType("application/problem+json");
                response.getOutputStream().write(body);
                response.finishResponse();
            } catch (IOException | IllegalStateException gone) {
                container.getLogger().debug("The caller is gone before the refusal could be written", gone);
            }
        }

        private static ErrorCode code(int status, Request request, @Nullable Throwable throwable) {
            return switch (status) {
                case 401 -> ErrorCode.TOKEN_MISSING;
                case 403 -> ErrorCode.SCOPE_MISSING;
                case 404 -> ErrorCode.NOT_FOUND;
                case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
                case 413 -> ErrorCode.BODY_TOO_LARGE;
                case 503 -> ErrorCode.OVERLOADED;
                default -> status < 500 ? badRequest(request, throwable) : ErrorCode.INTERNAL;
            };
        }

        /** Tomcat notes a body that ends too early as an exception; a path that it cannot decode has an escape in it. */
        private static ErrorCode badRequest(Request request, @Nullable Throwable throwable) {
            if (throwable instanceof IOException) {
                return ErrorCode.BODY_TRUNCATED;
            }
            String path = request.getRequestURI();
            return path != null && path.indexOf('%') >= 0 ? ErrorCode.ID_MALFORMED : ErrorCode.REQUEST_INVALID;
        }
    }
}
