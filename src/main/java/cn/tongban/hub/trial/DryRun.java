package cn.tongban.hub.trial;

import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a message.
 *
 * @param bundle digest of the bundle that was asked
 * @param route that takes it, empty where there is none
 * @param masked whether personal values are hidden in all that follows
 * @param stations the steps of the route, in order, as far as the message came
 * @param problem why it would go no further; null when it would
 * @param recorded what would be made durable; null when nothing would
 * @param answer what the caller at the door would get; null for what a source read
 * @param deliveries what each destination would get
 * @param notes what could not be said, and what is not as it would be
 */
public record DryRun(
        String bundle,
        String route,
        boolean masked,
        List<TriedStep> stations,
        @Nullable Stop problem,
        @Nullable WouldRecord recorded,
        @Nullable WouldAnswer answer,
        List<WouldDeliver> deliveries,
        List<String> notes) {
    public DryRun {
        stations = List.copyOf(stations);
        deliveries = List.copyOf(deliveries);
        notes = List.copyOf(notes);
    }

    /**
     * @param step id of the step
     * @param does the verb or the Kamelet
     * @param body the message after it; null when the step made none
     */
    public record TriedStep(String step, String does, @Nullable JsonNode body, @Nullable Stop problem) {}

    /** @param places where in the document, without values */
    public record Stop(String code, String subject, List<Place> places) {}

    /** @param address to whom, in the hub's words */
    public record WouldRecord(
            String document, String type, String caseNo, String key, String address, JsonNode canonical) {}

    public record WouldAnswer(int status, String mediaType, JsonNode body) {}

    /**
     * @param problem why nothing would be sent, or not all; null when all would
     */
    public record WouldDeliver(
            String destination, String type, String route, List<WouldSend> requests, List<TriedStep> stations,
            @Nullable Stop problem) {
        public WouldDeliver {
            requests = List.copyOf(requests);
            stations = List.copyOf(stations);
        }
    }

    /**
     * @param line method and address, or the queue
     * @param headers in the order in which they are sent, as {@code name: value}
     * @param body exact text; bytes that are no text as their number
     */
    public record WouldSend(String line, List<String> headers, String body) {
        public WouldSend {
            headers = List.copyOf(headers);
        }
    }
}
