package cn.tongban.hub.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.ZoneId;
import java.time.zone.ZoneRulesException;
import java.util.List;

/** Java, time zones, the port. */
final class MachineChecks {
    private static final int OLDEST_JAVA = 17;

    private MachineChecks() {}

    static List<Check> all() {
        return List.of(java(), zone());
    }

    /** Only where no hub answers: whether the hub could take its port. */
    static Check port(URI address) {
        int port = address.getPort() < 0 ? 80 : address.getPort();
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return Check.fine("port", "端口 " + socket.getLocalPort() + " 空闲。", "Port " + port + " is free.");
        } catch (IOException e) {
            return Check.bad(
                    "port",
                    "端口 " + port + " 被别的程序占用。请用 HUB_PORT 换一个端口。",
                    "Port " + port + " is taken by another program. Choose another one with HUB_PORT.");
        }
    }

    private static Check java() {
        int version = Runtime.version().feature();
        String name = "Java " + Runtime.version();
        return version >= OLDEST_JAVA
                ? Check.fine("java", name + "。", name + ".")
                : Check.bad("java", name + " 太旧,需要 17 或更高版本。", name + " is too old; 17 or newer is needed.");
    }

    private static Check zone() {
        try {
            ZoneId zone = ZoneId.of("Asia/Shanghai");
            return Check.fine("time-zone", "时区数据 " + zone + " 可用。", "Time zone data for " + zone + " is there.");
        } catch (ZoneRulesException e) {
            return Check.bad(
                    "time-zone", "Java 缺少 Asia/Shanghai 时区数据。请换完整的 JDK。",
                    "This Java has no time zone data for Asia/Shanghai. Use a complete JDK.");
        }
    }
}
