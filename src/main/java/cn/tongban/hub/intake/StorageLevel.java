package cn.tongban.hub.intake;

/** Whether the disk is too full to promise anything. */
@FunctionalInterface
public interface StorageLevel {
    boolean low();
}
