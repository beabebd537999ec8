package cn.tongban.hub.flow;

import cn.tongban.hub.intake.Recording;
import cn.tongban.hub.support.HubException;
import java.util.List;
import java.util.Optional;

/**
 * What became of something that came in.
 *
 * @param route that took it, empty where there is none
 * @param recorded what would be made durable, canonical bytes, key and address with it
 * @param problem why nothing would; empty also for a question that was answered
 * @param answer what the caller at the door would get; empty for what a source read
 */
public record TrialTaken(
        Optional<String> route,
        Optional<Recording> recorded,
        Optional<HubException> problem,
        Optional<Answer> answer,
        List<TrialStation> stations) {
    public TrialTaken {
        stations = List.copyOf(stations);
    }

    /** @param code what became of it in one word, as the metrics count it */
    public record Answer(int status, String mediaType, byte[] body, String code) {
        static Answer of(DoorAnswer answer) {
            return new Answer(answer.status(), answer.mediaType(), answer.body(), answer.code());
        }

        @Override
        public String toString() {
            return "Answer[" + status + ", " + code + "]";
        }
    }
}
