package cn.tongban.hub.database;

import cn.tongban.hub.support.StorageGauge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.util.unit.DataSize;

/** Free space under the data folder, looked at on a schedule: a full disk must be met before the database meets it. */
final class DiskSpace implements StorageGauge, HealthIndicator {
    private static final Logger LOG = LoggerFactory.getLogger(DiskSpace.class);

    private final Path folder;
    private final DataSize lowWater;
    private volatile long free = Long.MAX_VALUE;
    private volatile boolean low;

    DiskSpace(Path folder, DataSize lowWater) {
        this.folder = folder;
        this.lowWater = lowWater;
        look();
    }

    void look() {
        try {
            free = Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("Free space cannot be read; the last figure stands");
        }
        boolean now = free < lowWater.toBytes();
        if (now != low) {
            LOG.atWarn().addKeyValue("freeMegabytes", megabytes())
                    .log(now ? "Storage is low: nothing is taken in until there is room" : "There is room again");
        }
        low = now;
    }

    @Override
    public boolean low() {
        return low;
    }

    long freeBytes() {
        return free;
    }

    @Override
    public Health health() {
        return (low ? Health.down() : Health.up())
                .withDetail("reason", low ? "storage low: " + megabytes() + " MB free of " + lowWater.toMegabytes()
                        + " MB needed" : "enough room")
                .build();
    }

    private long megabytes() {
        return DataSize.ofBytes(free).toMegabytes();
    }
}
