package cn.tongban.hub.broker;

import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.PageFullMessagePolicy;

/** What the broker may take of this machine: a slow or absent party costs disk up to a limit, and no memory. */
final class Limits {
    /** Where nothing should ever come: whatever the broker would throw away is kept for a person to look at. */
    static final String DEAD = "hub.dead";

    private static final int MEGABYTE = 1 << 20;
    private static final long IN_MEMORY = 4L * MEGABYTE;
    private static final long ALL_IN_MEMORY = 48L * MEGABYTE;

    private Limits() {}

    static void set(Configuration config, long pageLimit) {
        config.setGlobalMaxSize(ALL_IN_MEMORY);
        config.setJournalFileSize(4 * MEGABYTE);
        config.setJournalMinFiles(2);
        config.setJournalPoolFiles(4);
        config.setMaxDiskUsage(95);
        config.setThreadPoolMaxSize(16);
        config.setScheduledThreadPoolMaxSize(2);
        AddressSettings every = new AddressSettings()
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setMaxSizeBytes(IN_MEMORY)
                .setPageSizeBytes(MEGABYTE)
                .setMaxReadPageBytes(2 * MEGABYTE)
                .setPrefetchPageBytes(MEGABYTE)
                .setPageLimitBytes(pageLimit)
                .setPageFullMessagePolicy(PageFullMessagePolicy.FAIL)
                // A message stays until the party takes it; giving it up would be a loss that nobody sees.
                .setMaxDeliveryAttempts(-1)
                .setDeadLetterAddress(SimpleString.of(DEAD))
                .setExpiryAddress(SimpleString.of(DEAD))
                // Any delay would let later messages of a case overtake the one that came back.
                .setRedeliveryDelay(0)
                .setAutoCreateAddresses(false)
                .setAutoCreateQueues(false)
                .setAutoDeleteAddresses(false)
                .setAutoDeleteQueues(false)
                .setAutoCreateDeadLetterResources(false)
                .setAutoCreateExpiryResources(false);
        config.addAddressSetting("#", every);
    }
}
