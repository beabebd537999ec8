package cn.tongban.hub;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The hub as a Spring application; {@link HubMain} decides whether it runs. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class HubApplication {}
