package cn.tongban.hub.fault;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** What the contract suite must know of a connector: how to make cases for it, and which simulator plays its partner. */
interface ConnectorUnderTest {
    /** Name of its folder in {@code connectors/}. */
    String connector();

    /** Where its deliveries go: the connector, or one party of it. */
    default String destination() {
        return connector();
    }

    /** False for a partner that is only asked: then the faults strike the hub's questions. */
    default boolean delivers() {
        return true;
    }

    /** A hub, a sandbox and whatever else the connector needs; all scenarios share them. */
    World start(Path folder);

    /** Stops what {@link #start} started beside the world. */
    default void stop() {}

    /** The partner's simulator: its fault switches and its raw record. */
    SandboxSystem partner();

    /** The simulator's name for the request that {@link #begin} causes; the faults strike it. */
    String operation();

    /** The simulator's name for the hub's question what became of a request. */
    default String question() {
        return "probe";
    }

    /** True when the partner's answer leaves no doubt that nothing was done: who are you, not so fast, not now. */
    default boolean saidThatItDidNothing(RawRequest request) {
        return Set.of("busy", "closed").contains(request.fault()) || Set.of(401, 429, 503).contains(request.status());
    }

    /** Makes what {@link #begin} needs of the partner, who is well and open now. */
    default void prepare() {}

    /**
     * Brings a new case so far that a message of it is on its way to the partner; gives the case number, or the number of
     * whatever else the connector speaks of.
     */
    String begin();

    /** Causes a second message of the same case for the partner, whatever has become of the first. */
    void follow(String caseNo);

    /** Something new that the partner has to tell, about a case that is ready for it. */
    Arrival arrival();

    /** Type of the message that an arrival becomes, where the partner's other words become messages too; % for any. */
    default String arrivesAs() {
        return "%";
    }

    /** What people do about what the partner told, as long as not everything of the case is delivered. */
    default void decide(HubApi api, String caseNo) {}

    /** Lets everybody do what is left for the case, from wherever it stands; gives the state in which it must end. */
    String finish(String caseNo);

    /** How it stands by the hub's own books. */
    String state(String caseNo);

    /** Makes the partner forget the ticket that it gave the hub; for connectors with {@code deliver.ticket}. */
    default void expireTicket() {
        throw new UnsupportedOperationException(connector() + " has no ticket");
    }

    /** The delivery that a raw request was made for, where the partner knows it by another number. */
    default String deliveryOf(RawRequest request) {
        return request.key();
    }

    /** What cannot happen to this connector, each with the reason. */
    Map<Scenario, String> cannotHappen();
}
