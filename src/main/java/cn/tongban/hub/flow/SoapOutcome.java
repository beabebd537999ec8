package cn.tongban.hub.flow;

import cn.tongban.hub.soap.SoapOperations;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import cn.tongban.hub.support.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a route answered, as a SOAP service says it: a document of its contract, or the problem that becomes a fault. */
final class SoapOutcome {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private SoapOutcome() {}

    static SoapOperations.Outcome of(DoorAnswer answer) {
        try {
            JsonNode document = MAPPER.readTree(answer.body());
            return answer.mediaType().equals(Problem.MEDIA_TYPE)
                    ? new SoapOperations.Refused(problem(document)) : new SoapOperations.Answered(document);
        } catch (IOException e) {
            throw new HubException(ErrorCode.INTERNAL, "an answer of a route is not JSON");
        }
    }

    private static Problem problem(JsonNode document) {
        List<Place> places = new ArrayList<>();
        document.path("places").forEach(place -> places.add(new Place(
                place.path("pointer").asText(), place.path("rule").asText(), place.path("detail").asText())));
        return new Problem(document.path("type").asText(), document.path("title").asText(),
                document.path("status").asInt(), document.path("detail").asText(), document.path("detailEn").asText(),
                document.path("code").asText(), places);
    }
}
