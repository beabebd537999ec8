package cn.tongban.hub.deployment;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code hub.deploy}.
 *
 * @param approval a second person must approve each deployment
 * @param probation how long after a deployment its share of faults is looked at
 * @param mostFaults share of what passed, from 0 to 1, from which on the hub goes back by itself, if the version before
 *     had less than half of it
 * @param least how many must have passed before that is judged
 * @param policy file that says what a bundle may use; empty = the built-in limits
 * @param watch folder whose saved files are live at once; empty = none. Development only
 */
@ConfigurationProperties("hub.deploy")
record DeploymentProperties(
        @DefaultValue("false") boolean approval,
        @DefaultValue("5m") Duration probation,
        @DefaultValue("0.2") double mostFaults,
        @DefaultValue("20") long least,
        @DefaultValue("") String policy,
        @DefaultValue("") String watch) {}
