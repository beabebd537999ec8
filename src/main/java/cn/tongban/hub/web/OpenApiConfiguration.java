package cn.tongban.hub.web;

import cn.tongban.hub.security.Caller;
import cn.tongban.hub.support.Problem;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Locale;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The description of the API at {@code /api/v1/openapi.json}; a copy lies in {@code docs/api}. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    private static final String SCHEME = "token";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("Tongban Hub 通办枢纽")
                        .version("1")
                        .description("Management API. Masked by default; each token has scopes (read, read:personal,"
                                + " operate, ask, deploy, approve, admin) that do not imply each other. Every error is a"
                                + " problem document (RFC 9457) with a stable code; see docs/error-codes.md. POSTs that change something"
                                + " take an Idempotency-Key: the same request again gets the same answer.")
                        .license(new License().name("Apache-2.0")))
                .servers(List.of(new Server().url("/")))
                .components(new Components()
                        .addSecuritySchemes(SCHEME, new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")))
                .addSecurityItem(new SecurityRequirement().addList(SCHEME));
    }

    /** Names that stay when a controller gets another method, for example {@code delivery-replay}. */
    @Bean
    OperationCustomizer names() {
        return (operation, method) -> {
            String group = method.getBeanType().getSimpleName().replace("Controller", "").toLowerCase(Locale.ROOT);
            operation.setTags(List.of(group));
            return operation.operationId(group + "-" + method.getMethod().getName());
        };
    }

    /** One answer for all that can go wrong, instead of what springdoc guesses from the exception handlers. */
    @Bean
    OpenApiCustomizer problems() {
        return api -> {
            ModelConverters.getInstance(true).readAll(Problem.class).forEach(api.getComponents()::addSchemas);
            Content content = new Content().addMediaType(Problem.MEDIA_TYPE, new MediaType()
                    .schema(new Schema<>().$ref("#/components/schemas/Problem")));
            ApiResponse problem = new ApiResponse().description("What went wrong and what to do").content(content);
            api.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(operation -> operation.getResponses().addApiResponse("default", problem));
        };
    }
}
