package cn.tongban.hub.web;

import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import cn.tongban.hub.trial.DryRun;
import cn.tongban.hub.trial.DryRunRequest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a message would become on the bundle at work; nothing is sent and nothing stored. */
@RestController
@RequestMapping("/api/v1/dry-runs")
class DryRunController {
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_HEADERS = 50;
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build()
            .readerFor(DryRunOrder.class);

    private final DryRunDesk desk;
    private final Clock clock;

    DryRunController(DryRunDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /**
     * A message, and which way it comes: a route, the path of a door, or connector and channel of a source.
     *
     * @param document the body as JSON
     * @param text the body byte for byte, instead of {@code document}
     * @param destination of a delivery, unless it is the route's own
     * @param type of a delivery, unless it is the route's first
     * @param origin desk of the case, for messages that go back there
     * @param handler who decides the case, for messages that go there
     * @param unmasked shows personal values; needs the scope for them
     */
    record DryRunOrder(
            @Nullable String route,
            @Nullable String method,
            @Nullable String path,
            @Nullable Map<String, String> headers,
            @Nullable String sender,
            @Nullable String connector,
            @Nullable String channel,
            @Nullable String party,
            @Nullable String key,
            @Nullable String destination,
            @Nullable String type,
            @Nullable String origin,
            @Nullable String handler,
            @Nullable JsonNode document,
            @Nullable String text,
            @Nullable Boolean unmasked) {}

    @PostMapping(consumes = "application/json")
    @Requires(Scope.READ)
    @Operation(summary = "What a message would become, station by station; nothing is sent and nothing stored",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(mediaType = "application/json",
                            schema = @Schema(implementation = DryRunOrder.class))))
    DryRun run(Caller caller, @Parameter(hidden = true) InputStream body) throws IOException {
        DryRunOrder order = order(body);
        boolean unmasked = Boolean.TRUE.equals(order.unmasked());
        if (unmasked) {
            caller.require(Scope.READ_PERSONAL);
        }
        Map<String, String> headers = order.headers() == null ? Map.of() : new HashMap<>(order.headers());
        if (headers.size() > MAX_HEADERS) {
            throw refused("/headers", "too many");
        }
        return desk.run(new DryRunRequest(text(order.route()), text(order.method()), path(order.path()), headers,
                text(order.sender()), text(order.connector()), text(order.channel()), text(order.party()), text(order.key()),
                text(order.destination()), text(order.type()), text(order.origin()), text(order.handler()), clock.instant(),
                unmasked, bytes(order)));
    }

    /** @throws HubException BODY_TOO_LARGE before more than allowed is in memory */
    private static DryRunOrder order(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new HubException(ErrorCode.BODY_TOO_LARGE, MAX_BYTES + " bytes");
        }
        try {
            return READER.readValue(bytes);
        } catch (JsonProcessingException e) {
            // Without the cause: its text quotes the document.
            throw refused("", "not a dry run's order");
        }
    }

    private static byte[] bytes(DryRunOrder order) {
        if (order.text() != null) {
            return order.text().getBytes(StandardCharsets.UTF_8);
        }
        return order.document() == null || order.document().isNull()
                ? new byte[0] : order.document().toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String path(@Nullable String path) {
        String text = text(path);
        if (!text.isEmpty() && !text.startsWith("/")) {
            throw refused("/path", "begins with a slash");
        }
        return text;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static HubException refused(String pointer, String sentence) {
        return new HubException(ErrorCode.REQUEST_INVALID, pointer, List.of(new Place(pointer, "invalid", sentence)));
    }
}
