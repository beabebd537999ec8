/**
 * The way out to partners: proxies, client certificates, whom to trust, and when certificates end. Key files are read again
 * when they change. Knows neither Camel nor what is sent.
 */
@NullMarked
package cn.tongban.hub.egress;

import org.jspecify.annotations.NullMarked;
