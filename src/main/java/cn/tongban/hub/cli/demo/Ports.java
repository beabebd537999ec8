package cn.tongban.hub.cli.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.TreeSet;

/** The ports of one run: the well-known ones where they are free, else the next free ones. */
record Ports(int hub, int cityPlatform, int cityWindow, int districtPlatform, int post, int provinceCatalogue,
        int province, int archive, int control, int amqp) {
    private static final int HUB = 8080;
    private static final int CITY_PLATFORM = 8090;
    private static final int CITY_WINDOW = 8091;
    private static final int CONTROL = 8092;
    private static final int DISTRICT_PLATFORM = 8093;
    private static final int POST = 8094;
    private static final int PROVINCE_CATALOGUE = 8097;
    private static final int PROVINCE = 8095;
    private static final int AMQP = 5672;
    private static final int ARCHIVE = 8096;
    private static final int TRIED = 1000;

    /**
     * @param wished the hub's port; 0 for the well-known one or the next free
     * @throws DemoException if the wished port is taken
     */
    static Ports choose(int wished) {
        Set<Integer> used = new TreeSet<>();
        if (wished != 0 && !isFree(wished)) {
            throw new DemoException(DemoException.USAGE, "demo.error.port", Integer.toString(wished));
        }
        int hub = wished != 0 ? wished : next(HUB, used);
        used.add(hub);
        return new Ports(hub, next(CITY_PLATFORM, used), next(CITY_WINDOW, used), next(DISTRICT_PLATFORM, used),
                next(POST, used), next(PROVINCE_CATALOGUE, used), next(PROVINCE, used), next(ARCHIVE, used),
                next(CONTROL, used), next(AMQP, used));
    }

    private static int next(int first, Set<Integer> used) {
        for (int port = first; port < first + TRIED; port++) {
            if (!used.contains(port) && isFree(port)) {
                used.add(port);
                return port;
            }
        }
        throw new DemoException(DemoException.USAGE, "demo.error.port", first + "-" + (first + TRIED));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
