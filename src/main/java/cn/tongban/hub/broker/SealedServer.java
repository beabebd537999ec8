package cn.tongban.hub.broker;

import org.apache.activemq.artemis.core.paging.PagingStoreFactory;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;

/** Artemis with a store that is encrypted at rest; everything else is Artemis's own. See ADR 0014. */
final class SealedServer extends ActiveMQServerImpl {
    private final SealedConfiguration config;

    SealedServer(SealedConfiguration config, ActiveMQSecurityManager security) {
        super(config, security);
        this.config = config;
    }

    @Override
    protected StorageManager createStorageManager() {
        SealedStorage storage = new SealedStorage(config, getCriticalAnalyzer(), executorFactory, getScheduledPool(),
                ioExecutorFactory, ioCriticalErrorListener);
        getCriticalAnalyzer().add(storage);
        return storage;
    }

    @Override
    protected PagingStoreFactory getPagingStoreFactory() {
        return new SealedPages(config, getStorageManager(), getScheduledPool(), pageExecutorFactory,
                ioCriticalErrorListener);
    }
}
