package cn.tongban.hub.catalogue;

import cn.tongban.hub.catalogue.InventoryRepository.Found;
import cn.tongban.hub.intake.Register;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares what a publisher says that it has with what came down: counts and digests of the whole first, then keys, then
 * the digest of each item. What differs is kept until it has come down; nothing is concluded from what is only here.
 */
final class InventoryRegister implements Register {
    private final InventoryRepository repository;

    InventoryRegister(InventoryRepository repository) {
        this.repository = repository;
    }

    @Override
    public String name() {
        return "item-inventory";
    }

    @Override
    public void write(List<Arrived> entries) {
        entries.forEach(this::write);
    }

    private void write(Arrived arrived) {
        JsonNode page = ItemDocument.read(new String(arrived.canonical(), StandardCharsets.UTF_8)).json();
        boolean same = page.path("same").asBoolean();
        boolean last = page.path("last").asBoolean();
        String after = page.path("after").asText("");
        if (same) {
            repository.replace(arrived.connector(), "", "", List.of(), arrived.recordedAt());
        } else {
            compare(arrived.connector(), page, after, last, arrived.recordedAt());
        }
        if (same || last) {
            repository.compared(arrived.connector(), arrived.recordedAt(), same, page);
        }
    }

    private void compare(String connector, JsonNode page, String after, boolean last, Instant at) {
        TreeMap<String, String> theirs = new TreeMap<>();
        page.path("entries").forEach(one -> theirs.put(one.path("taskCode").asText(), one.path("digest").asText()));
        String upTo = last || theirs.isEmpty() ? "" : theirs.lastKey();
        Map<String, String> ours = repository.digests(connector, after, upTo);
        List<Found> found = new ArrayList<>();
        theirs.forEach((taskCode, digest) -> {
            String own = ours.remove(taskCode);
            if (own == null) {
                found.add(new Found(taskCode, DifferenceKind.MISSING, digest));
            } else if (!own.equals(digest)) {
                found.add(new Found(taskCode, DifferenceKind.DIFFERENT, digest));
            }
        });
        ours.keySet().forEach(taskCode -> found.add(new Found(taskCode, DifferenceKind.ONLY_HERE, "")));
        repository.replace(connector, after, upTo, found, at);
    }
}
