package cn.tongban.hub.broker;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.api.core.ActiveMQIOErrorException;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.io.IOCriticalErrorListener;
import org.apache.activemq.artemis.core.io.SequentialFile;
import org.apache.activemq.artemis.core.persistence.impl.journal.JournalRecordIds;
import org.apache.activemq.artemis.core.persistence.impl.journal.JournalStorageManager;
import org.apache.activemq.artemis.utils.ExecutorFactory;
import org.apache.activemq.artemis.utils.critical.CriticalAnalyzer;

/** The broker's journal and its large messages in sealed files. The bindings hold names of queues only and stay plain. */
final class SealedStorage extends JournalStorageManager {
    private final Map<Long, Boolean> refused = lately();

    SealedStorage(Configuration config, CriticalAnalyzer analyzer, ExecutorFactory executors,
            ScheduledExecutorService scheduled, ExecutorFactory io, IOCriticalErrorListener onError) {
        super(config, analyzer, executors, scheduled, io, onError);
    }

    /** Called by the constructor of the super class, hence nothing but the arguments may be used. */
    @Override
    protected void init(Configuration config, IOCriticalErrorListener onError) {
        super.init(config, onError);
        SealedConfiguration sealed = (SealedConfiguration) config;
        journalFF = SealedFileFactory.journal(sealed, onError, getCriticalAnalyzer());
        journalFF.setDatasync(config.isJournalDatasync());
        messageJournal = createMessageJournal(
                config, onError, fixJournalFileSize(config.getJournalFileSize(), journalFF.getAlignment()));
        messageJournal.replaceableRecord(JournalRecordIds.UPDATE_DELIVERY_COUNT);
        messageJournal.replaceableRecord(JournalRecordIds.SET_SCHEDULED_DELIVERY_TIME);
        originalMessageJournal = messageJournal;
        largeMessagesFactory = SealedFileFactory.plain(sealed, config.getLargeMessagesLocation(), onError);
    }

    @Override
    public void addBytesToLargeMessage(SequentialFile file, long id, ActiveMQBuffer bytes) throws Exception {
        refuseTooLarge(file, id, bytes.readableBytes());
        super.addBytesToLargeMessage(file, id, bytes);
    }

    @Override
    public void addBytesToLargeMessage(SequentialFile file, long id, byte[] bytes) throws Exception {
        refuseTooLarge(file, id, bytes.length);
        super.addBytesToLargeMessage(file, id, bytes);
    }

    /** Else a party could fill the disk with one message that never ends. What it sent so far goes at once. */
    private void refuseTooLarge(SequentialFile file, long id, int more) throws Exception {
        long most = ((SealedConfiguration) config).mostBytes();
        if (refused.containsKey(id) || file.size() + more > most) {
            refused.put(id, true);
            file.delete();
            throw new ActiveMQIOErrorException("The message is larger than " + most + " bytes");
        }
    }

    private static Map<Long, Boolean> lately() {
        return Collections.synchronizedMap(new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
                return size() > 1_000;
            }
        });
    }
}
