package cn.tongban.hub.mapping;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A proof in whose place the applicant may sign a letter of commitment (告知承诺).
 *
 * @param consequence what a false commitment leads to, as it was published
 * @param checkDays natural days within which the authority checks what was committed to
 */
public record CommitmentTerms(
        String taskCode,
        String materialName,
        LocalDate from,
        @Nullable LocalDate to,
        String consequence,
        int checkDays)
        implements Published {}
