package cn.tongban.hub.broker;

import java.io.File;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.activemq.artemis.core.io.IOCriticalErrorListener;
import org.apache.activemq.artemis.core.io.SequentialFileFactory;
import org.apache.activemq.artemis.core.paging.impl.PagingStoreFactoryNIO;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.utils.ExecutorFactory;

/** Pages of queues that outgrew their memory, in sealed files. */
final class SealedPages extends PagingStoreFactoryNIO {
    private final SealedConfiguration config;
    private final IOCriticalErrorListener onError;

    SealedPages(SealedConfiguration config, StorageManager storage, ScheduledExecutorService scheduled,
            ExecutorFactory executors, IOCriticalErrorListener onError) {
        super(storage, config.getPagingLocation(), config.getPageSyncTimeout(), scheduled, executors,
                config.isJournalSyncNonTransactional(), onError, config::isPurgePageFolders);
        this.config = config;
        this.onError = onError;
    }

    @Override
    protected SequentialFileFactory newFileFactory(String folder) {
        return SealedFileFactory.plain(config, new File(getDirectory(), folder), onError);
    }
}
