package cn.tongban.hub.support;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells others of a change only when they can see it. */
public final class AfterCommit {
    private AfterCommit() {}

    /** Runs it when the transaction of this thread has committed, never if it is rolled back; at once where there is none. */
    public static void run(Runnable told) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            told.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                told.run();
            }
        });
    }
}
