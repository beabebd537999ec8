package cn.tongban.hub.connector;

import java.time.Duration;

/**
 * A partner that lets the hub in by tickets of limited life.
 *
 * @param life of a ticket, where the partner's answer does not say it
 * @param renew so long before its end a new one is asked for
 */
public record TicketSettings(Duration life, Duration renew) {}
