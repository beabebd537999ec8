package cn.tongban.hub.flow;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whatever a route threw, as the hub's one exception. What is not one of ours is a defect and logged here, once. */
final class Failures {
    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** What the route's policy caught. */
    static HubException caught(Exchange exchange) {
        return translate(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class), exchange.getFromRouteId());
    }

    static HubException translate(@Nullable Throwable thrown, @Nullable String route) {
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            if (e instanceof HubException known) {
                return known;
            }
        }
        Throwable root = root(thrown);
        String kind = root == null ? "nothing was thrown" : root.getClass().getSimpleName();
        HubException bare = new HubException(ErrorCode.INTERNAL, kind);
        if (root != null) {
            // Its own text may quote the document, so only its class and its stack are logged.
            bare.setStackTrace(root.getStackTrace());
        }
        log.atError().addKeyValue("route", route).setCause(bare).log("Route failed, answered as internal");
        return bare;
    }

    private static @Nullable Throwable root(@Nullable Throwable thrown) {
        Throwable root = thrown;
        while (root != null && root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
