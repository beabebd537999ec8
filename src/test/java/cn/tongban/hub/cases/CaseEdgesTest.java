package cn.tongban.hub.cases;

import static cn.tongban.hub.cases.CaseState.ACCEPTED;
import static cn.tongban.hub.cases.CaseState.CLOSED;
import static cn.tongban.hub.cases.CaseState.CORRECTING;
import static cn.tongban.hub.cases.CaseState.DECIDED;
import static cn.tongban.hub.cases.CaseState.DELIVERED;
import static cn.tongban.hub.cases.CaseState.FORWARDED;
import static cn.tongban.hub.cases.CaseState.IN_REVIEW;
import static cn.tongban.hub.cases.CaseState.ISSUED;
import static cn.tongban.hub.cases.CaseState.NOT_ACCEPTED;
import static cn.tongban.hub.cases.CaseState.RECEIVED;
import static cn.tongban.hub.cases.CaseState.REVOKED;
import static cn.tongban.hub.cases.CaseState.SUBMITTED;
import static cn.tongban.hub.cases.CaseState.SUSPENDED;
import static cn.tongban.hub.cases.CaseState.TERMINATED;
import static cn.tongban.hub.cases.CaseState.TOLERANT_ACCEPTED;
import static cn.tongban.hub.cases.CaseState.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CaseEdgesTest {
    private static final Set<CaseState> BEFORE_DECIDED = EnumSet.of(
            SUBMITTED, RECEIVED, CORRECTING, ACCEPTED, TOLERANT_ACCEPTED, FORWARDED, IN_REVIEW, SUSPENDED);

    private static final Map<CaseState, Set<CaseState>> ENTERS_FROM = Map.ofEntries(
            Map.entry(SUBMITTED, Set.of(CORRECTING)),
            Map.entry(RECEIVED, Set.of(SUBMITTED, CORRECTING, FORWARDED, IN_REVIEW)),
            Map.entry(CORRECTING, Set.of(RECEIVED, SUBMITTED)),
            Map.entry(NOT_ACCEPTED, Set.of(RECEIVED, CORRECTING)),
            Map.entry(ACCEPTED, Set.of(RECEIVED, CORRECTING, FORWARDED, IN_REVIEW)),
            Map.entry(TOLERANT_ACCEPTED, Set.of(RECEIVED, CORRECTING, FORWARDED, IN_REVIEW)),
            Map.entry(FORWARDED, Set.of(RECEIVED, ACCEPTED, TOLERANT_ACCEPTED)),
            Map.entry(IN_REVIEW, Set.of(ACCEPTED, TOLERANT_ACCEPTED, FORWARDED, SUSPENDED)),
            Map.entry(SUSPENDED, Set.of(IN_REVIEW)),
            Map.entry(DECIDED, Set.of(IN_REVIEW, ACCEPTED)),
            Map.entry(CLOSED, Set.of(DECIDED, WITHDRAWN, TERMINATED)),
            Map.entry(WITHDRAWN, BEFORE_DECIDED),
            Map.entry(TERMINATED, BEFORE_DECIDED),
            Map.entry(ISSUED, Set.of(CLOSED, DELIVERED)),
            Map.entry(DELIVERED, Set.of(ISSUED)),
            Map.entry(REVOKED, Set.of(CLOSED, ISSUED, DELIVERED)));

    @ParameterizedTest
    @EnumSource(CaseState.class)
    void eachStateIsEnteredFromExactlyTheListedStates(CaseState state) {
        Set<CaseState> from = CaseEdges.all().stream()
                .filter(e -> e.to() == state)
                .map(Edge::from)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());

        assertThat(from).isEqualTo(ENTERS_FROM.get(state));
    }

    @Test
    void aCaseStartsOnlineOrAtAWindow() {
        assertThat(CaseEdges.all().stream().filter(e -> e.from() == null).map(Edge::to))
                .containsExactlyInAnyOrder(SUBMITTED, RECEIVED);
    }

    @Test
    void everyStateOccursAndNotAcceptedAndRevokedAreTerminal() {
        Set<CaseState> left = CaseEdges.all().stream()
                .map(Edge::from)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());

        assertThat(ENTERS_FROM.keySet()).containsExactlyInAnyOrder(CaseState.values());
        assertThat(EnumSet.complementOf(EnumSet.copyOf(left))).containsExactlyInAnyOrder(NOT_ACCEPTED, REVOKED);
    }

    @Test
    void noEdgeIsListedTwiceAndEachHasANote() {
        assertThat(CaseEdges.all().stream().map(e -> e.from() + ">" + e.to() + e.guard())).doesNotHaveDuplicates();
        assertThat(CaseEdges.all()).allSatisfy(e -> assertThat(e.note()).isNotBlank());
    }

    @ParameterizedTest
    @EnumSource(CaseState.class)
    void aStateIsFoundByTheTypeOfItsMessage(CaseState state) {
        assertThat(state.eventType()).startsWith("case.");
        assertThat(CaseState.ofEventType(state.eventType())).contains(state);
    }
}
