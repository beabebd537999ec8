package cn.tongban.hub.source;

import cn.tongban.hub.connector.TableSource;
import cn.tongban.hub.flow.SourceItem;
import cn.tongban.hub.source.WaitingRepository.NewWaiting;
import cn.tongban.hub.source.WaitingRepository.Waiting;
import cn.tongban.hub.support.Digests;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides for one batch which rows go, which wait, and who of those that waited goes with their parent. */
final class Sorting {
    /** A source that sends children without parents for ever must not fill the database. */
    private static final int MOST_WAITING = 20_000;

    private final String source;
    private final TableSource settings;
    private final RowItems items;
    private final WaitingRepository waiting;
    private final Instant now;
    private final List<Row> rows = new ArrayList<>();
    private final Set<ByteBuffer> newParents = new LinkedHashSet<>();
    private final List<NewWaiting> kept = new ArrayList<>();
    private final List<Long> released = new ArrayList<>();
    private Optional<String> overflowing = Optional.empty();

    Sorting(String source, TableSource settings, RowItems items, WaitingRepository waiting, Instant now) {
        this.source = source;
        this.settings = settings;
        this.items = items;
        this.waiting = waiting;
        this.now = now;
    }

    void add(Row row) {
        rows.add(row);
    }

    /** What goes now, in order. The same state of a row, seen twice, goes once. */
    List<SourceItem> ready() {
        Map<String, SourceItem> ready = new LinkedHashMap<>();
        Set<ByteBuffer> groups = rows.stream().map(this::group).flatMap(Optional::stream).collect(Collectors.toSet());
        Set<ByteBuffer> known = groups.isEmpty() ? new HashSet<>() : waiting.withParent(source, groups);
        Map<ByteBuffer, List<Waiting>> waited = waitedFor(known);
        for (Row row : rows) {
            SourceItem item = items.item(row, now);
            Optional<ByteBuffer> group = group(row);
            if (group.isPresent() && !row.table().parent() && !known.contains(group.get()) && keep(group.get(), item)) {
                continue;
            }
            ready.putIfAbsent(item.key(), item);
            if (row.table().parent() && group.isPresent() && known.add(group.get())) {
                newParents.add(group.get());
                release(group.get(), waited.getOrDefault(group.get(), List.of()))
                        .forEach(child -> ready.putIfAbsent(child.key(), child));
            }
        }
        return List.copyOf(ready.values());
    }

    private boolean keep(ByteBuffer group, SourceItem item) {
        if (kept.isEmpty() && waiting.count(source) >= MOST_WAITING || kept.size() >= MOST_WAITING) {
            overflowing = Optional.of(item.channel());
            return false;
        }
        kept.add(new NewWaiting(group.array(), Digests.key(item.key()), item.channel(), item.key(), item.body()));
        return true;
    }

    /** Children from earlier batches whose parent is in this one; asked for once, for most parents have none. */
    private Map<ByteBuffer, List<Waiting>> waitedFor(Set<ByteBuffer> known) {
        Set<ByteBuffer> parents = rows.stream().filter(row -> row.table().parent()).map(this::group)
                .flatMap(Optional::stream).filter(group -> !known.contains(group)).collect(Collectors.toSet());
        return parents.isEmpty()
                ? Map.of()
                : waiting.of(source, parents).stream().collect(Collectors.groupingBy(Waiting::group));
    }

    /** Those that waited in earlier batches, then those of this one. */
    private List<SourceItem> release(ByteBuffer group, List<Waiting> earlier) {
        List<SourceItem> children = new ArrayList<>();
        for (Waiting child : earlier) {
            released.add(child.id());
            children.add(items.item(child.channel(), child.key(), child.body(), now));
        }
        kept.removeIf(child -> {
            boolean mine = ByteBuffer.wrap(child.group()).equals(group);
            if (mine) {
                children.add(items.item(child.channel(), child.key(), child.body(), now));
            }
            return mine;
        });
        return children;
    }

    /** To be called in the transaction that records what is ready. */
    void store() {
        waiting.remove(released);
        waiting.markParents(source, newParents);
        waiting.keep(source, kept, now);
    }

    /** The channel of a child that could not wait, because too many do. */
    Optional<String> overflowing() {
        return overflowing;
    }

    private Optional<ByteBuffer> group(Row row) {
        String group = row.text(settings.columns().group());
        return group.isEmpty() ? Optional.empty() : Optional.of(ByteBuffer.wrap(Digests.key(source, group)));
    }
}
