package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.hub.delivery.AttemptResult;
import cn.tongban.hub.delivery.Outcome.Delivered;
import cn.tongban.hub.delivery.Outcome.RetryLater;
import cn.tongban.hub.delivery.ProbeAnswer;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A partner that lets in by tickets, on real sockets. */
class TicketsTest extends Carrying {
    private static final String SINK = """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: %1$s
              labels: {camel.apache.org/kamelet.type: sink}
            spec:
              definition: {title: Office, description: Office, type: object, properties: {}}
              template:
                from:
                  uri: kamelet:source
                  steps:
            %2$s
                    - to: {uri: "{{office.base-url}}/%3$s", parameters: {httpMethod: POST}}
            """;
    private static final String BY_HEADER = """
                    - to: {uri: "hub:ticket/office"}
                    - setHeader: {name: X-Ticket, variable: hub.ticket}
            """;
    private static final String TICKETS = """
            - route:
                id: out.ticket
                group: out
                description: Asks for a ticket
                routeConfigurationId: policy.deliver
                from:
                  uri: hub:tickets/office
                  steps:
                    - to: {uri: "kamelet:office-ticket-action"}
                    - to: {uri: "hub:answer/office/answer-to-ticket"}
            """;

    private TicketOffice office;

    @BeforeEach
    void open() throws IOException {
        office = keep(new TicketOffice());
        use(office.url());
        String connector = bundles.text("connectors/office/connector.yaml");
        bundles.file("connectors/office/connector.yaml", connector.replace("  doubt: probe", "  ticket: {life: 30m, renew: 5m}\n  doubt: probe"))
                .file("connectors/office/office-ticket-action.kamelet.yaml", SINK.formatted("office-ticket-action", "", "tickets"))
                .file("mappings/office/answer-to-ticket.jslt", """
                        if (.status == 200) {"ticket": .body.ticket, "expiresInSeconds": .body.seconds}
                        else {"code": "http-" + .status, "reason": "no ticket"}
                        """)
                .file("mappings/office/answer-to-receipt.jslt", """
                        if (.status == 401) {"outcome": "ticket-expired", "code": "401", "reason": "ticket"}
                        else {"outcome": "delivered", "receiptFor": .body.requestId, "receiptNo": .body.acceptNo}
                        """)
                .file("mappings/office/query-to-probe.jslt", """
                        if (.status == 401) {"answer": "ticket-expired"}
                        else {"answer": "found", "receiptFor": .body.requestId, "receiptNo": .body.acceptNo}
                        """)
                .file("routes/out/out.ticket.camel.yaml", TICKETS);
        sink(BY_HEADER, "cases");
    }

    private void sink(String steps, String path) {
        bundles.file("connectors/office/office-submit-sink.kamelet.yaml", SINK.formatted("office-submit-sink", steps, path));
        bundles.file("connectors/office/office-query-action.kamelet.yaml",
                SINK.formatted("office-query-action", BY_HEADER, "cases"));
        swap();
    }

    @Test
    void oneTicketCarriesManyDeliveries() {
        for (int i = 0; i < 5; i++) {
            assertThat(send()).isEqualTo(new Delivered("HZ1", false));
        }
        assertThat(office.issued()).isEqualTo(1);
        assertThat(office.shown()).containsOnly("T1");
    }

    /** Fault 31: the partner forgets the ticket before its time. The attempt is the same one, and nobody notices. */
    @Test
    void aTicketThatEndsInMidDayIsRenewedWithinTheAttempt() {
        send();
        office.forget();

        assertThat(send()).isEqualTo(new Delivered("HZ1", false));
        assertThat(office.shown()).containsExactly("T1", "T1", "T3");

        office.forget();
        assertThat(carrier.probe(submission())).isEqualTo(new ProbeAnswer.Found("HZ1"));
    }

    @Test
    void aNewTicketThatIsNotTakenEitherEndsTheAttempt() {
        office.deaf();

        assertThat(send()).isInstanceOfSatisfying(RetryLater.class, later ->
                assertThat(later.code()).isEqualTo(ErrorCode.TICKET_UNAVAILABLE));
        assertThat(office.shown()).containsExactly("T1", "T2");
    }

    @Test
    void withoutATicketNothingLeavesAndSomebodyIsTold() {
        office.closed(true);

        AttemptResult result = carrier.send(submission());

        assertThat(result.outcome()).isInstanceOfSatisfying(RetryLater.class, later ->
                assertThat(later.code()).isEqualTo(ErrorCode.TICKET_UNAVAILABLE));
        assertThat(result.sentDigest()).isNull();
        assertThat(office.shown()).isEmpty();
        assertThat(active.tickets().orElseThrow().troubles()).singleElement().satisfies(trouble ->
                assertThat(trouble.connector()).isEqualTo("office"));
    }

    @Test
    void aTicketCanStandInTheJson() {
        sink("""
                    - to: {uri: "hub:ticket/office", parameters: {at: /ticket}}
                    - setHeader: {name: Content-Type, constant: application/json}
            """, "cases");

        assertThat(send()).isEqualTo(new Delivered("HZ1", false));
        assertThat(office.shown()).containsExactly("T1");
    }

    @Test
    void aTicketCannotStandInAnAddress() {
        assertThatThrownBy(() -> sink(BY_HEADER, "cases/{ticket}")).isInstanceOfSatisfying(HubException.class, e ->
                assertThat(e.code()).isEqualTo(ErrorCode.BUNDLE_INVALID));
    }
}
