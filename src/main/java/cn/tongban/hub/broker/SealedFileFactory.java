package cn.tongban.hub.broker;

import java.io.File;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.io.IOCriticalErrorListener;
import org.apache.activemq.artemis.core.io.SequentialFile;
import org.apache.activemq.artemis.core.io.nio.NIOSequentialFileFactory;
import org.apache.activemq.artemis.utils.critical.CriticalAnalyzer;

/** Makes the sealed files of one folder: the journal's (buffered), or those of pages and large messages. */
final class SealedFileFactory extends NIOSequentialFileFactory {
    private final FileCipher cipher;

    private SealedFileFactory(FileCipher cipher, File folder, boolean buffered, int bufferSize, int bufferTimeout,
            int maxIo, IOCriticalErrorListener onError, CriticalAnalyzer analyzer) {
        super(folder, buffered, bufferSize, bufferTimeout, maxIo, false, onError, analyzer);
        this.cipher = cipher;
    }

    static SealedFileFactory journal(SealedConfiguration config, IOCriticalErrorListener onError, CriticalAnalyzer analyzer) {
        return new SealedFileFactory(config.cipher(), config.getJournalLocation(), true, config.getJournalBufferSize_NIO(),
                config.getJournalBufferTimeout_NIO(), config.getJournalMaxIO_NIO(), onError, analyzer);
    }

    static SealedFileFactory plain(SealedConfiguration config, File folder, IOCriticalErrorListener onError) {
        Configuration defaults = config;
        return new SealedFileFactory(config.cipher(), folder, false, defaults.getJournalBufferSize_NIO(),
                defaults.getJournalBufferTimeout_NIO(), 1, onError, null);
    }

    FileCipher cipher() {
        return cipher;
    }

    @Override
    public SequentialFile createSequentialFile(String name) {
        return new SealedFile(this, journalDir, name, maxIO);
    }
}
