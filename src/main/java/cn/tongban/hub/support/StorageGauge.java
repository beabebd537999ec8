package cn.tongban.hub.support;

/** Whether there is room for more. Asked per request, so the answer is a field, never a look at the disk. */
@FunctionalInterface
public interface StorageGauge {
    /** True while free space under the data folder is below the low-water mark: take nothing in. */
    boolean low();
}
