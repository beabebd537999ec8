package cn.tongban.hub.intake;

import cn.tongban.hub.delivery.DeliveryBook;
import cn.tongban.hub.delivery.NewDelivery;
import cn.tongban.hub.journal.InboxEntry;
import cn.tongban.hub.journal.InboxRepository;
import cn.tongban.hub.journal.JournalRepository;
import cn.tongban.hub.journal.NewMessage;
import cn.tongban.hub.support.Digests;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Ids;
import cn.tongban.hub.vault.DataKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes a group of recordings durable in one transaction. Locks are taken in one order everywhere: nonces, inbox keys,
 * cases, registers, lanes; within each kind sorted.
 */
final class GroupCommit {
    private final TransactionTemplate transaction;
    private final InboxRepository inbox;
    private final JournalRepository journal;
    private final CaseCommit caseCommit;
    private final RegisterCommit registerCommit;
    private final DeliveryBook deliveries;
    private final DataKeys keys;

    GroupCommit(TransactionTemplate transaction, InboxRepository inbox, JournalRepository journal,
            CaseCommit caseCommit, RegisterCommit registerCommit, DeliveryBook deliveries, DataKeys keys) {
        this.transaction = transaction;
        this.inbox = inbox;
        this.journal = journal;
        this.caseCommit = caseCommit;
        this.registerCommit = registerCommit;
        this.deliveries = deliveries;
        this.keys = keys;
    }

    /**
     * What became of a group.
     *
     * @param answers a receipt or a refusal for each member
     * @param destinations that have something new to do
     */
    record Result(Map<Pending, Fate> answers, Set<String> destinations) {}

    Result commit(List<Pending> group) {
        return commit(group, answers -> {});
    }

    /** @param within what else becomes durable with the group, or not at all; runs last in the transaction */
    Result commit(List<Pending> group, Consumer<Map<Pending, Fate>> within) {
        Result result = Objects.requireNonNull(transaction.execute(status -> {
            Result done = work(group);
            within.accept(done.answers());
            return done;
        }));
        result.answers().forEach((pending, answer) -> {
            if (answer instanceof Fate.Recorded recorded && !recorded.receipt().repeated()) {
                keys.remember(pending.recording.subject(), pending.key());
            }
        });
        return result;
    }

    private Result work(List<Pending> group) {
        Map<Pending, Fate> answers = new LinkedHashMap<>();
        List<Pending> leaders = takeKeys(dropReplayed(group, answers), answers);
        Set<String> destinations = new LinkedHashSet<>();
        if (!leaders.isEmpty()) {
            CaseCommit.Outcome outcome = caseCommit.judge(leaders.stream().filter(GroupCommit::isOfCase).toList());
            Map<Pending, HubException> refusals = new HashMap<>(outcome.refusals());
            refusals.putAll(registerCommit.refusals(leaders.stream().filter(p -> !isOfCase(p)).toList()));
            refusals.forEach((pending, why) -> answers.put(pending, new Fate.Refused(why)));
            inbox.forget(refusals.keySet().stream().map(p -> p.entry.keyDigest()).toList());
            List<Pending> kept = leaders.stream().filter(p -> !refusals.containsKey(p)).toList();
            write(kept, outcome, destinations);
            kept.forEach(p -> answers.put(p, new Fate.Recorded(new Receipt(p.entry.receipt(), false))));
        }
        answerFollowers(group, answers);
        return new Result(answers, destinations);
    }

    private List<Pending> dropReplayed(List<Pending> group, Map<Pending, Fate> answers) {
        List<byte[]> digests = group.stream().map(p -> p.nonceDigest).filter(d -> d.length > 0).toList();
        if (digests.isEmpty()) {
            return group;
        }
        Set<String> fresh = inbox.freshNonces(digests);
        List<Pending> rest = new ArrayList<>();
        for (Pending pending : group) {
            // remove: the second of two equal nonces in one group is a replay, too
            if (pending.nonceDigest.length == 0 || fresh.remove(Digests.hex(pending.nonceDigest))) {
                rest.add(pending);
            } else {
                answers.put(pending, new Fate.Refused(
                        new HubException(ErrorCode.NONCE_REPLAYED, pending.recording.connector())));
            }
        }
        return rest;
    }

    /** The first holder of each new key; repeats of keys from before are answered at once. */
    private List<Pending> takeKeys(List<Pending> group, Map<Pending, Fate> answers) {
        Map<String, Pending> firsts = new LinkedHashMap<>();
        group.forEach(p -> firsts.putIfAbsent(Digests.hex(p.entry.keyDigest()), p));
        if (firsts.isEmpty()) {
            return List.of();
        }
        Set<String> fresh = inbox.freshKeys(firsts.values().stream().map(p -> p.entry).toList());
        List<Pending> known = group.stream()
                .filter(p -> !fresh.contains(Digests.hex(p.entry.keyDigest()))).toList();
        if (!known.isEmpty()) {
            Map<String, InboxEntry> earlier = inbox.find(known.stream().map(p -> p.entry.keyDigest()).toList());
            known.forEach(p -> answers.put(p, repeat(p, earlier.get(Digests.hex(p.entry.keyDigest())))));
        }
        return firsts.entrySet().stream().filter(e -> fresh.contains(e.getKey())).map(Map.Entry::getValue).toList();
    }

    private void answerFollowers(List<Pending> group, Map<Pending, Fate> answers) {
        for (Pending pending : group) {
            if (!answers.containsKey(pending)) {
                Pending leader = group.stream()
                        .filter(p -> p != pending && answers.containsKey(p)
                                && Arrays.equals(p.entry.keyDigest(), pending.entry.keyDigest())
                                && !isReplay(answers.get(p)))
                        .findFirst().orElseThrow();
                Fate answer = answers.get(leader);
                answers.put(pending, answer instanceof Fate.Recorded ? repeat(pending, leader.entry) : answer);
            }
        }
    }

    private static boolean isReplay(Fate answer) {
        return answer instanceof Fate.Refused refused && refused.why().code() == ErrorCode.NONCE_REPLAYED;
    }

    private static Fate repeat(Pending pending, InboxEntry earlier) {
        return Arrays.equals(earlier.bodyDigest(), pending.entry.bodyDigest())
                ? new Fate.Recorded(new Receipt(earlier.receipt(), true))
                : new Fate.Refused(new HubException(ErrorCode.KEY_REUSED, pending.recording.connector()));
    }

    private void write(List<Pending> kept, CaseCommit.Outcome outcome, Set<String> destinations) {
        if (kept.isEmpty()) {
            return;
        }
        caseCommit.write(kept.stream().filter(GroupCommit::isOfCase).toList(), outcome);
        List<Pending> registered = kept.stream().filter(p -> !isOfCase(p)).toList();
        List<NewDelivery> fresh = new ArrayList<>(registered.isEmpty() ? List.of() : registerCommit.write(registered));
        journal.insert(kept.stream().map(GroupCommit::message).toList());
        for (CaseDraft draft : outcome.drafts()) {
            fresh.addAll(deliveriesOf(draft, kept.get(0).recordedAt));
        }
        fresh.forEach(d -> destinations.add(d.destination()));
        deliveries.enter(fresh);
    }

    static List<NewDelivery> deliveriesOf(CaseDraft draft, java.time.Instant now) {
        List<NewDelivery> fresh = new ArrayList<>();
        String caseNo = draft.stored().file().caseNo();
        for (Onwards.Onward onward : draft.onward()) {
            for (String destination : onward.destinations()) {
                fresh.add(new NewDelivery(
                        Ids.next(now), onward.messageId(), destination, caseNo, caseNo, onward.type(), now));
            }
        }
        return fresh;
    }

    private static boolean isOfCase(Pending pending) {
        return pending.recording.entry() instanceof CaseEntry;
    }

    private static NewMessage message(Pending p) {
        Recording r = p.recording;
        return new NewMessage(p.messageId, r.connector(), r.type(), r.caseNo(), r.subject(), r.document(), r.mediaType(),
                r.traceparent(), r.bundle(), p.recordedAt, p.entry.bodyDigest(), p.sealedOriginal(), p.sealedCanonical());
    }
}
