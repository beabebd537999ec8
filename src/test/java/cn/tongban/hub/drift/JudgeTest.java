package cn.tongban.hub.drift;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.flow.Sighting;
import cn.tongban.hub.flow.Sighting.Side;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is learned of single documents, what is told, and what never is. */
class JudgeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Stream STREAM = new Stream("office", Side.SENT, "office/letter", "");
    private static final DriftLimits LIMITS =
            new DriftLimits(20, 10, 60, DriftLimits.BLOCK, DriftLimits.BLOCK_TIME, Duration.ofDays(7));
    private static final String CLOSED = """
            {"type": "object", "additionalProperties": false, "properties": {
              "kind": {"type": "string", "enum": ["granted", "refused"]}, "name": {"type": "string", "x-personal": {}},
              "sex": {"type": "string", "enum": ["1", "2"], "x-personal": {}}, "note": {"type": "string"}}}
            """;

    private final List<String> told = new ArrayList<>();
    private Declared declared = Declared.OPEN;
    private Learned shape = new Learned();
    private Instant now = Instant.parse("2026-03-16T01:00:00Z");

    @Test
    void whatAContractClosesIsKnownFromTheFirstDocument() {
        declared = contract(CLOSED);

        see(1, "{'kind':'granted','extra':1}");
        see(1, "{'kind':'granted','note':null}");

        assertThat(told).containsExactly("OPEN new-field /extra", "OPEN new-type /note null");
    }

    @Test
    void whatNoContractClosesIsLearnedAndThenNew() {
        see(20, "{'a':1}");
        see(1, "{'a':1,'b':{'c':1}}");
        see(1, "{'a':1,'b':{'c':1,'d':1}}");
        see(1, "{'a':'x'}");

        assertThat(told).containsExactly("OPEN new-field /b", "AGAIN new-field /b", "OPEN new-type /a string");
    }

    @Test
    void aFieldThatComesBackIsNoDriftAnyMore() {
        see(30, "{'a':1,'b':1}");
        see(10, "{'a':1}");
        see(1, "{'a':1,'b':null}");
        see(1, "{'a':1,'b':2}");

        assertThat(told).contains("OPEN vanished /b", "OVER vanished /b").doesNotContain("OPEN vanished /a");
    }

    @Test
    void whatWasAcceptedIsKnown() {
        see(20, "{'a':1}");
        see(1, "{'a':null,'b':1}");
        shape = Shapes.read(Shapes.write(shape));
        Shapes.accept(shape, DriftKind.NEW_FIELD, "/b", "");
        Shapes.accept(shape, DriftKind.NEW_TYPE, "/a", "null");
        told.clear();
        see(5, "{'a':null,'b':2}");

        assertThat(told).isEmpty();
    }

    @Test
    void whatTheContractKnowsByNowIsClosedByItself() {
        see(20, "{'a':1}");
        see(1, "{'a':1,'note':'x'}");
        declared = contract("{\"properties\":{\"a\":{},\"note\":{}}}");
        see(1, "{'a':1,'note':'x'}");

        assertThat(told).containsExactly("OPEN new-field /note", "DECLARED new-field /note");
    }

    @Test
    void aNewWordIsShownOnlyWhenItCameThreeTimes() {
        declared = contract(CLOSED);

        see(2, "{'kind':'suspended'}");
        assertThat(told).isEmpty();
        assertThat(Shapes.write(shape)).doesNotContain("suspended");
        see(1, "{'kind':'suspended'}");

        assertThat(told).containsExactly("OPEN new-value /kind suspended");
    }

    @Test
    void aValueThatCouldBeSomebodysIsNeverShown() {
        declared = contract(CLOSED);

        see(3, "{'kind':'测试甲'}");
        see(3, "{'kind':'610702190001010011'}");
        see(3, "{'kind':'Zhang San'}");
        see(30, "{'kind':'granted','name':'LI','sex':'2','note':'A1'}");

        assertThat(told.get(0)).isEqualTo("OPEN new-value /kind {other}");
        assertThat(told).noneMatch(one -> one.startsWith("OPEN") && !one.endsWith("{other}"));
        assertThat(shape.fields.get("name").values).isEmpty();
        assertThat(shape.fields.get("sex").values).isEmpty();
        assertThat(Shapes.write(shape)).doesNotContain("测试", "6107", "Zhang", "LI");
    }

    @Test
    void namesThatCouldBeSomebodysAreFoldedToOne() {
        see(20, "{'people':{'x':1}}");
        see(1, "{'people':{'测试甲':1,'p610702190001010011':2}}");

        assertThat(told).containsExactly("OPEN new-field /people/{}");
        assertThat(Shapes.write(shape)).doesNotContain("测试", "6107");
    }

    @Test
    void aCodeThatATableDoesNotKnowNamesTheTable() {
        HubException refused = new HubException(ErrorCode.UNKNOWN_CODE, "office/state",
                List.of(new Place("/rows/0/state", "code", "")));

        List<Finding> findings = see(1, "{'rows':[{'state':'77'}]}", refused);

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).table()).isEqualTo("office/state");
        assertThat(findings.get(0).item()).isEqualTo("77");
        assertThat(findings.get(0).example().refused()).isEqualTo("unknown-code");
    }

    @Test
    void aLearnedCodeWithAnotherValueIsToldWhenItIsNoAccident() {
        for (int i = 0; i < 60; i++) {
            see(1, "{'state':'A1'}");
            see(1, "{'state':'B2'}");
        }
        see(2, "{'state':'C3'}");
        assertThat(told).isEmpty();
        see(4, "{'state':'C3'}");

        assertThat(told).containsExactly("OPEN new-value /state C3");
    }

    @Test
    void whoeverSendsNewNamesAllTheTimeFillsNothing() {
        for (int i = 0; i < 50; i++) {
            StringBuilder document = new StringBuilder("{'z':0");
            for (int k = 0; k < 200; k++) {
                document.append(",'f").append((char) ('a' + i % 26)).append((char) ('a' + i / 26)).append(k).append("':{'x':{'y':1}}");
            }
            see(1, document.append('}').toString());
        }

        assertThat(Shapes.write(shape).length()).isLessThan(400_000);
        assertThat(shape.fields.size()).isLessThanOrEqualTo(66);
    }

    private List<Finding> see(int times, String document) {
        return see(times, document, null);
    }

    private List<Finding> see(int times, String document, @Nullable HubException refused) {
        Learner learner = new Learner(any -> declared);
        for (int i = 0; i < times; i++) {
            now = now.plusSeconds(10);
            learner.learn(new Sighting(STREAM.counterpart(), STREAM.side(), STREAM.subject(), "", json(document), 100, "",
                    refused, now));
        }
        StreamSample sample = learner.take().get(STREAM);
        List<Finding> findings = Judge.merge(shape, sample.root(), declared, LIMITS, sample.latest());
        findings.forEach(one -> told.add((one.what() + " " + one.kind().wire() + " " + one.place() + " " + one.item()).strip()));
        return findings;
    }

    private static Declared contract(String schema) {
        return Declared.of(json(schema));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
