/**
 * What a person should look at now: conditions are judged on one node of the cluster, each is one alert from its beginning
 * to its end, and who is on watch is told. The silence alarm is one of the conditions. Nothing here touches a message.
 */
@NullMarked
package cn.tongban.hub.alert;

import org.jspecify.annotations.NullMarked;
