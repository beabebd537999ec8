package cn.tongban.hub.tolerance;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code hub.tolerance}.
 *
 * @param remindBefore working days before the day of a debt on which the desk is reminded; 0 for that day itself
 */
@ConfigurationProperties("hub.tolerance")
record ToleranceProperties(@DefaultValue("2") int remindBefore) {
    private static final int MOST = 60;

    ToleranceProperties {
        if (remindBefore < 0 || remindBefore > MOST) {
            throw new IllegalArgumentException("hub.tolerance.remind-before is 0 to " + MOST);
        }
    }
}
