package cn.tongban.hub.intake;

import static java.util.stream.Collectors.groupingBy;

import cn.tongban.hub.delivery.NewDelivery;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Ids;
import cn.tongban.hub.vault.DataKey;
import cn.tongban.hub.vault.DataKeys;
import cn.tongban.hub.vault.Vault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.dao.ConcurrencyFailureException;

/** The registers' part of a group commit: keys, rows, and who is to hear of it. */
final class RegisterCommit {
    private final Map<String, Register> registers;
    private final DataKeys keys;
    private final Vault vault;

    RegisterCommit(Collection<Register> registers, DataKeys keys, Vault vault) {
        this.registers = registers.stream().collect(Collectors.toMap(Register::name, Function.identity()));
        this.keys = keys;
        this.vault = vault;
    }

    /** Members whose register nobody keeps, or that are addressed to a side of a case that there is not. */
    Map<Pending, HubException> refusals(List<Pending> group) {
        Map<Pending, HubException> refusals = new HashMap<>();
        for (Pending pending : group) {
            if (!registers.containsKey(entry(pending).register()) || !pending.recording.address().isNamed()) {
                refusals.put(pending, new HubException(ErrorCode.BUNDLE_INVALID, pending.recording.document()));
            }
        }
        return refusals;
    }

    /**
     * Writes the entries and seals the payloads under the right keys.
     *
     * @return what is to be delivered
     * @throws ConcurrencyFailureException if another transaction met one of the entries for the first time meanwhile
     */
    List<NewDelivery> write(List<Pending> kept) {
        settleKeys(kept);
        // In one order everywhere: registers are locked by whoever writes them.
        new TreeMap<>(kept.stream().collect(groupingBy(p -> entry(p).register()))).forEach((name, entries) ->
                registers.get(name).write(entries.stream().map(RegisterCommit::arrived).toList()));
        List<NewDelivery> fresh = new ArrayList<>();
        for (Pending pending : kept) {
            for (String destination : pending.recording.address().named()) {
                fresh.add(new NewDelivery(Ids.next(pending.recordedAt), pending.messageId, destination,
                        pending.recording.subject(), "", pending.recording.type(), pending.recordedAt));
            }
        }
        return fresh;
    }

    private void settleKeys(List<Pending> kept) {
        Map<String, DataKey> right = new HashMap<>();
        Map<String, DataKey> fresh = new HashMap<>();
        List<String> asked = kept.stream().map(p -> p.recording.subject()).filter(s -> keys.cached(s) == null).distinct()
                .toList();
        if (!asked.isEmpty()) {
            right.putAll(keys.findAll(asked));
        }
        for (Pending pending : kept) {
            String subject = pending.recording.subject();
            DataKey known = right.containsKey(subject) ? right.get(subject) : keys.cached(subject);
            right.put(subject, known == null ? pending.key() : known);
            if (known == null) {
                fresh.put(subject, pending.key());
            }
        }
        if (!fresh.isEmpty() && keys.insert(fresh) < fresh.size()) {
            throw new ConcurrencyFailureException("An entry of a register was met by another transaction");
        }
        kept.forEach(p -> p.rekey(right.get(p.recording.subject()), vault::seal));
    }

    private static Register.Arrived arrived(Pending p) {
        return new Register.Arrived(p.messageId, p.recordedAt, p.recording.connector(), entry(p).key(),
                p.recording.original(), p.recording.canonical());
    }

    private static RegisterEntry entry(Pending pending) {
        return (RegisterEntry) pending.recording.entry();
    }
}
