package cn.tongban.sandbox.postal;

import cn.tongban.sandbox.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The courier's parcels and what happened to them. It is naive: every order makes a waybill, also one that is sent twice;
 * it can be told to recognise the customer's number.
 */
final class ParcelBook {
    private final WaybillNumbers numbers;
    private final Map<String, Parcel> parcels = new LinkedHashMap<>();
    private final Map<String, List<Event>> events = new LinkedHashMap<>();
    private final Set<String> cancelled = new HashSet<>();
    private boolean recognisesRepeats;

    ParcelBook(WaybillNumbers numbers) {
        this.numbers = numbers;
    }

    /** What came of an order. */
    record Taken(Parcel parcel, boolean repeat) {}

    synchronized Taken take(String orderNo, String time) {
        Optional<Parcel> known = of(orderNo).stream().filter(parcel -> recognisesRepeats).findFirst();
        if (known.isPresent()) {
            return new Taken(known.get(), true);
        }
        Parcel parcel = new Parcel(numbers.next(), orderNo, time);
        parcels.put(parcel.waybillNo(), parcel);
        return new Taken(parcel, false);
    }

    /** Puts back what an earlier process took. */
    synchronized void restore(Parcel parcel) {
        numbers.known(parcel.waybillNo());
        parcels.put(parcel.waybillNo(), parcel);
    }

    synchronized Optional<Parcel> find(String waybillNo) {
        return Optional.ofNullable(parcels.get(waybillNo));
    }

    synchronized List<Parcel> of(String orderNo) {
        return parcels.values().stream().filter(parcel -> parcel.orderNo().equals(orderNo)).toList();
    }

    synchronized void cancel(String waybillNo) {
        cancelled.add(waybillNo);
    }

    synchronized void happened(Event event) {
        List<Event> known = events.computeIfAbsent(event.waybillNo(), no -> new ArrayList<>());
        if (known.stream().noneMatch(one -> one.serialNo().equals(event.serialNo()))) {
            known.add(event);
        }
    }

    synchronized List<Event> eventsOf(String waybillNo) {
        return List.copyOf(events.getOrDefault(waybillNo, List.of()));
    }

    /** Picked up, and that not taken back: no longer to be cancelled by the customer. */
    synchronized boolean isOnItsWay(String waybillNo) {
        String last = "";
        for (Event event : eventsOf(waybillNo)) {
            last = event.opCode();
        }
        return !last.isEmpty() && !last.equals("207");
    }

    synchronized String stateOf(String waybillNo) {
        List<Event> known = eventsOf(waybillNo);
        if (cancelled.contains(waybillNo)) {
            return "CANCELLED";
        }
        return known.isEmpty() ? "ORDERED" : known.get(known.size() - 1).opCode();
    }

    synchronized void recogniseRepeats(boolean recognises) {
        recognisesRepeats = recognises;
    }

    synchronized ArrayNode toJson(List<Parcel> listed) {
        ArrayNode array = Json.object().putArray("parcels");
        for (Parcel parcel : listed) {
            array.addObject()
                    .put("logisticsOrderNo", parcel.orderNo())
                    .put("waybillNo", parcel.waybillNo())
                    .put("createdTime", parcel.createdTime())
                    .put("status", stateOf(parcel.waybillNo()));
        }
        return array;
    }

    synchronized List<Parcel> all() {
        return List.copyOf(parcels.values());
    }
}
