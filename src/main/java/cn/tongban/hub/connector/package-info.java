/** What the hub knows of each outside system: its descriptor, its settings, its secrets and how it signs. Knows neither routes nor messages. */
@NullMarked
package cn.tongban.hub.connector;

import org.jspecify.annotations.NullMarked;
