package cn.tongban.hub.promise;

import java.time.LocalDate;
import java.util.UUID;

/**
 * A promise to be written.
 *
 * @param messageId that tells of it
 * @param name keyed digest of the material's name in hexadecimal
 * @param mark keyed digest of all that it says in hexadecimal
 * @param place counts the promises of this kind in the message's document from 0
 */
public record NewPromise(
        String caseNo,
        int no,
        PromiseKind kind,
        UUID messageId,
        String materialId,
        String name,
        String mark,
        LocalDate promisedOn,
        LocalDate dueDate,
        int place) {
    /** How a promise of this kind begins. */
    PromiseStatus status() {
        return kind == PromiseKind.DEBT ? PromiseStatus.OPEN : PromiseStatus.SIGNED;
    }
}
