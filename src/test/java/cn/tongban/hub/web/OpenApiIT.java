package cn.tongban.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.security.Scope;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An API change is a visible diff: {@code mvn verify -Dit.test=OpenApiIT -Dhub.accept=true} rewrites the copy. */
class OpenApiIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    private static final Path COPY = Path.of("docs/api/openapi.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theDescriptionIsTheCommittedCopy() throws IOException {
        JsonNode served = HUB.get("/api/v1/openapi.json", HUB.token(Scope.READ)).json();
        if (Boolean.getBoolean("hub.accept")) {
            Files.writeString(COPY, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(served) + "\n");
        }

        assertThat(served).isEqualTo(JSON.readTree(Files.readString(COPY)));
    }

    @Test
    void everyOperationSaysWhatItDoes() {
        JsonNode served = HUB.get("/api/v1/openapi.json", HUB.token(Scope.READ)).json();

        assertThat(served.get("openapi").asText()).startsWith("3.1");
        served.get("paths").forEach(path -> path.forEach(operation -> {
            assertThat(operation.path("summary").asText()).isNotBlank();
            assertThat(operation.at("/responses/default/content/application~1problem+json").isMissingNode()).isFalse();
        }));
        assertThat(served.toString()).doesNotContain("\"Caller\"");
    }
}
