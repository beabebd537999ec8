package cn.tongban.hub.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All that is known of one item: its versions, lowest first. */
public record ItemHistory(List<ItemRevision> revisions) {
    public ItemHistory {
        revisions = revisions.stream().sorted(ItemRevision.RANK).toList();
    }

    /** The same with more revisions. */
    ItemHistory with(List<ItemRevision> more) {
        List<ItemRevision> all = new ArrayList<>(revisions);
        all.addAll(more);
        return new ItemHistory(all);
    }

    /** The highest version, whether it applies yet or not. */
    public ItemRevision newest() {
        return revisions.get(revisions.size() - 1);
    }

    /** The highest version that counts on a day; empty before the first one. */
    public Optional<ItemRevision> on(LocalDate day) {
        Set<Integer> known = new HashSet<>();
        ItemRevision applies = null;
        for (ItemRevision revision : revisions) {
            if (!revision.countsFrom(known.add(revision.version())).isAfter(day)) {
                applies = revision;
            }
        }
        return Optional.ofNullable(applies);
    }

    /** Whether the item could be handed in on a day. */
    public ItemState stateOn(LocalDate day) {
        return on(day).map(revision -> revision.on(day)).orElse(ItemState.NOT_YET);
    }

    /** What is shown of it on a day: the version that applies, else the newest. */
    public ItemRevision shownOn(LocalDate day) {
        return on(day).orElseGet(this::newest);
    }
}
