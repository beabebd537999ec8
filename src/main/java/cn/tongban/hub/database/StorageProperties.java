package cn.tongban.hub.database;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** @param lowWater with less free space than this under the data folder the hub takes nothing in */
@ConfigurationProperties("hub.storage")
record StorageProperties(@DefaultValue("512MB") DataSize lowWater) {}
