package cn.tongban.hub.web;

import cn.tongban.hub.material.MaterialLinks;
import cn.tongban.hub.material.Materials;
import cn.tongban.hub.material.StoredMaterial;
import cn.tongban.hub.security.Open;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The other end of a one-time link. Who has the token is the partner; nothing else is asked, so a token works once, for a
 * while, and guesses are few.
 */
@RestController
@Hidden
class MaterialLinkController {
    private static final int AT_ONCE = 8;
    private static final long MISSES_PER_SECOND = 5;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final MaterialLinks links;
    private final Materials materials;
    private final MaterialDownload download;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final AtomicLong nextMiss = new AtomicLong(System.nanoTime());

    MaterialLinkController(MaterialLinks links, Materials materials, MaterialDownload download) {
        this.links = links;
        this.materials = materials;
        this.download = download;
    }

    @GetMapping(MaterialLinks.PATH + "{token}")
    @Open
    void fetch(@PathVariable String token, HttpServletResponse response) {
        if (nextMiss.get() - System.nanoTime() > 0 || !places.tryAcquire()) {
            throw new HubException(ErrorCode.OVERLOADED, "", List.of(), RETRY_AFTER, null);
        }
        try {
            MaterialLinks.Taken taken = links.take(token).orElseThrow(this::missed);
            boolean whole = false;
            try {
                StoredMaterial material = materials.ofMessage(taken.messageId()).orElseThrow(this::missed);
                whole = download.write(material, response);
            } finally {
                if (!whole) {
                    links.giveBack(taken);
                }
            }
        } finally {
            places.release();
        }
    }

    /** A miss closes the door for a moment, for everybody: there is no honest reason for many. */
    private HubException missed() {
        nextMiss.set(System.nanoTime() + Duration.ofSeconds(1).toNanos() / MISSES_PER_SECOND);
        return new HubException(ErrorCode.NOT_FOUND);
    }
}
