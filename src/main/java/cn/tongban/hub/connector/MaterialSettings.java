package cn.tongban.hub.connector;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * How materials come from, or go to, one outside system.
 *
 * @param as the form in which it takes them
 * @param pointer JSON Pointer at which {@link MaterialForm#BASE64}, {@link MaterialForm#MTOM} and
 *     {@link MaterialForm#LINK} put what they send
 * @param linkLife how long a link of {@link MaterialForm#LINK} can be used
 * @param slowest bytes per second that a transfer is given time for, beyond the time-outs of a plain call
 * @param maxFile bytes of one material
 * @param maxCase bytes of all materials of a case
 * @param maxCount materials of a case
 * @param concurrency uploads of this connector at once on one node; more are told to come back
 * @param types what is taken in
 */
public record MaterialSettings(
        MaterialForm as,
        String pointer,
        Duration linkLife,
        int slowest,
        long maxFile,
        long maxCase,
        int maxCount,
        int concurrency,
        Set<MaterialType> types) {
    public MaterialSettings {
        types = Set.copyOf(types.isEmpty() ? EnumSet.allOf(MaterialType.class) : types);
    }
}
