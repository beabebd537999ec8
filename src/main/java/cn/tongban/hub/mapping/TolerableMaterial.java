package cn.tongban.hub.mapping;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A material that may be owed when its item is accepted (可容缺材料).
 *
 * @param days working days within which it must be promised
 */
public record TolerableMaterial(
        String taskCode, String materialName, LocalDate from, @Nullable LocalDate to, int days) implements Published {}
