package cn.tongban.hub.connector;

/** Which way messages go, seen from the hub. */
public enum Direction {
    IN,
    OUT,
    BOTH;

    boolean comesIn() {
        return this != OUT;
    }

    boolean goesOut() {
        return this != IN;
    }
}
