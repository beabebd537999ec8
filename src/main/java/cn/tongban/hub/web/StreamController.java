package cn.tongban.hub.web;

import cn.tongban.hub.live.Channel;
import cn.tongban.hub.live.Pulse;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.security.Tokens;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How everything stands, as it changes. The stream ends with the token. */
@RestController
class StreamController {
    private final Channel<UUID> channel;

    StreamController(Pulse pulse, LivePicture picture, Tokens tokens) {
        this.channel = pulse.channel(picture, tokens::lasting);
    }

    @GetMapping(path = "/api/v1/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Requires(Scope.READ)
    @Operation(summary = "How everything stands, as it changes: server-sent events, a snapshot first, then what changed, at most once a second")
    void stream(Caller caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
        channel.open(caller.tokenId(), request, response);
    }
}
