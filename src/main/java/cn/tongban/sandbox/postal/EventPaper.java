package cn.tongban.sandbox.postal;

import cn.tongban.sandbox.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;

/** Words the events. Times of one parcel always grow: code and time together are what a receiver knows an event by. */
final class EventPaper {
    private final Answers answers;
    private final Map<String, LocalDateTime> last = new HashMap<>();

    EventPaper(Answers answers) {
        this.answers = answers;
    }

    /**
     * Writes one event.
     *
     * @param wish {@code opCode}, or {@code opCode:signCode}
     * @param minutes after the last event of this parcel; 0 for now, or a second later than the last one
     */
    Event write(Parcel parcel, String wish, int minutes) {
        return write(parcel, wish, time(parcel, minutes));
    }

    /** As {@link #write(Parcel, String, int)}, at a time that is given: for events that are told in the wrong order. */
    Event write(Parcel parcel, String wish, String opTime) {
        String[] parts = wish.split(":", 2);
        String signCode = parts.length > 1 ? parts[1] : "";
        String reason = Operation.reasonOf(parts[0], signCode);
        ObjectNode body = Json.object()
                .put("waybillNo", parcel.waybillNo())
                .put("orderNo", parcel.orderNo())
                .put("opCode", parts[0])
                .put("opName", Operation.nameOf(parts[0]))
                .put("opDesc", Operation.nameOf(parts[0]) + (reason.isEmpty() ? "" : "," + reason))
                .put("opTime", opTime)
                .put("opOrgCode", "72300100")
                .put("opOrgName", "汉中市汉台区示例营业部")
                .put("opOrgProvName", "陕西省")
                .put("opOrgCity", "汉中市")
                .put("operatorNo", "00000001")
                .put("operatorName", "测试丙");
        if (!signCode.isEmpty()) {
            body.put("signCode", signCode);
        }
        return new Event(answers.serialNo(), parcel.waybillNo(), parcel.orderNo(), parts[0], Answers.text(answers.now()),
                new String(Json.write(body), StandardCharsets.UTF_8));
    }

    /** Puts back what an earlier process wrote. */
    synchronized void known(Event event) {
        Answers.time(event.opTime()).ifPresent(time ->
                last.merge(event.waybillNo(), time, (one, other) -> one.isAfter(other) ? one : other));
    }

    private synchronized String time(Parcel parcel, int minutes) {
        LocalDateTime now = answers.now();
        LocalDateTime ordered = Answers.time(parcel.createdTime()).orElse(now);
        LocalDateTime before = last.getOrDefault(parcel.waybillNo(), ordered);
        LocalDateTime time = minutes > 0 ? before.plusMinutes(minutes) : now.isAfter(before) ? now : before.plusSeconds(1);
        last.put(parcel.waybillNo(), time);
        return Answers.text(time);
    }
}
