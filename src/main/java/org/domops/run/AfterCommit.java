package org.domops.run;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What is to happen once the current transaction is committed; nothing may depend on it, as a crash can prevent it. */
final class AfterCommit {

    private AfterCommit() {
    }

    static void run(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }
}
