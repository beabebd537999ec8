package cn.tongban.hub.intake;

import cn.tongban.hub.journal.InboxEntry;
import cn.tongban.hub.support.Digests;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Ids;
import cn.tongban.hub.vault.DataKey;
import cn.tongban.hub.vault.DataKeys;
import cn.tongban.hub.vault.Vault;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Makes messages durable. A receipt is given only after the commit that holds message, case and deliveries; whoever gets
 * no receipt may send again with the same key and will find out what became of the first try.
 */
public final class Recorder {
    private static final byte[] NONE = {};
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final RecordWriter writer;
    private final DataKeys keys;
    private final Vault vault;
    private final Clock clock;
    private final BooleanSupplier storageLow;
    private final Duration patience;
    private final MeterRegistry meters;

    Recorder(RecordWriter writer, DataKeys keys, Vault vault, Clock clock, BooleanSupplier storageLow, Duration patience,
            MeterRegistry meters) {
        this.writer = writer;
        this.keys = keys;
        this.vault = vault;
        this.clock = clock;
        this.storageLow = storageLow;
        this.patience = patience;
        this.meters = meters;
    }

    /**
     * Records one message, or finds that it was recorded before.
     *
     * @return the first receipt of this key, byte for byte
     * @throws HubException KEY_REUSED, NONCE_REPLAYED, CASE_UNKNOWN, CASE_VERSION_CONFLICT: nothing was stored.
     *     DATABASE_UNAVAILABLE, OVERLOADED, STORAGE_LOW, STOPPING: no acknowledgement may be given; the message may or
     *     may not have been stored, and a repeat with the same key settles it
     */
    public Receipt record(Recording recording) {
        if (storageLow.getAsBoolean()) {
            throw later(ErrorCode.STORAGE_LOW);
        }
        Pending pending = prepare(recording);
        writer.submit(pending);
        try {
            Receipt receipt = pending.answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            count(recording, new Fate.Recorded(receipt));
            return receipt;
        } catch (TimeoutException e) {
            throw later(ErrorCode.DATABASE_UNAVAILABLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw later(ErrorCode.STOPPING);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof HubException known
                    ? known
                    : new HubException(ErrorCode.INTERNAL, recording.connector(), e.getCause());
        }
    }

    /**
     * Records what a source read, in this order and in one commit, on the calling thread.
     *
     * @param within runs last in the same transaction and gets the fate of each; what it throws rolls all back and comes
     *     through. It may run more than once
     * @return the fate of each, in order
     * @throws HubException of kind RETRY: nothing was stored, come again with the same
     */
    public List<Fate> recordTogether(List<Recording> recordings, Consumer<List<Fate>> within) {
        if (storageLow.getAsBoolean()) {
            throw later(ErrorCode.STORAGE_LOW);
        }
        List<Pending> batch = recordings.stream().map(this::prepare).toList();
        Map<Pending, Fate> fates = writer.together(batch, found -> within.accept(inOrder(batch, found)));
        batch.forEach(pending -> count(pending.recording, fates.get(pending)));
        return inOrder(batch, fates);
    }

    private static List<Fate> inOrder(List<Pending> batch, Map<Pending, Fate> fates) {
        return batch.stream().map(fates::get).toList();
    }

    private void count(Recording recording, Fate fate) {
        String outcome = fate instanceof Fate.Recorded recorded
                ? recorded.receipt().repeated() ? "repeated" : "recorded"
                : "refused";
        meters.counter("hub.recorded", "connector", recording.connector(), "type", recording.type(), "outcome", outcome)
                .increment();
    }

    /** How a nonce is remembered. */
    public static byte[] nonceDigest(String nonce) {
        return Digests.key("nonce", nonce);
    }

    static HubException later(ErrorCode code) {
        return new HubException(code, "", List.of(), RETRY_AFTER, null);
    }

    private Pending prepare(Recording recording) {
        Instant now = clock.instant();
        UUID id = Ids.next(now);
        InboxEntry entry = new InboxEntry(
                Digests.key(recording.connector(), recording.key()),
                Digests.sha256(recording.original()),
                Receipt.json(id, recording, now),
                now);
        List<Long> indexes = recording.identifiers().stream().distinct()
                .map(i -> vault.blindIndex(i.kind(), i.value())).toList();
        String nonce = recording.nonce();
        DataKey known = keys.cached(recording.subject());
        return new Pending(recording, id, now, entry, indexes,
                nonce == null ? NONE : nonceDigest(nonce),
                known == null ? vault.newDataKey() : known, vault::seal);
    }
}
