package cn.tongban.hub.flow;

import org.apache.camel.Exchange;

/** One step of a route, made once when the bundle is loaded and run by many threads. */
@FunctionalInterface
interface Verb {
    /** @throws cn.tongban.hub.support.HubException what the route's policy then judges */
    void run(Exchange exchange);
}
