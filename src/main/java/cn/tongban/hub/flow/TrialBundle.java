package cn.tongban.hub.flow;

import cn.tongban.hub.broker.PartyMail;
import cn.tongban.hub.cases.StepProfile;
import cn.tongban.hub.cases.StoredCase;
import cn.tongban.hub.connector.Secrets;
import cn.tongban.hub.connector.VerifiedSender;
import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.delivery.ProbeAnswer;
import cn.tongban.hub.intake.Listeners;
import cn.tongban.hub.intake.Receipt;
import cn.tongban.hub.intake.Recording;
import cn.tongban.hub.mapping.JsonReader;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.support.DefaultConsumer;

/**
 * One bundle at work for nobody: its routes, Kamelets, policies and mappings run as in the hub, and where doors, partners,
 * broker, materials and database would be there are recorders. Nothing leaves and nothing is stored. Signatures are made
 * with secrets that stand in for the real ones, so a trial never gives anybody a signature that is worth something. For
 * many threads; nothing is kept from one message to the next.
 */
public final class TrialBundle implements AutoCloseable {
    private static final JsonReader QUESTION = new JsonReader(16 << 20, 64);

    private final BundleContext context;
    private final TrialMaterials materials;
    private final TrialPorts ports;
    private final ProblemWriter problems = new ProblemWriter();

    private TrialBundle(BundleContext context, TrialMaterials materials, TrialPorts ports) {
        this.context = context;
        this.materials = materials;
        this.ports = ports;
    }

    /** @throws HubException BUNDLE_INVALID when a route, a Kamelet or a policy of it cannot be used */
    public static TrialBundle start(Bundle bundle, TrialPorts ports) {
        Bundle harmless = new Bundle(bundle.files(), bundle.connectors(), bundle.settings(),
                Secrets.standingIn(bundle.connectors()), bundle.mappings(), bundle.contracts(), bundle.xml(), bundle.items(),
                bundle.calendar(), bundle.tolerance(), bundle.personal(), Map.of());
        TrialMaterials materials = new TrialMaterials();
        FlowPorts recorders = new FlowPorts(
                recording -> record(recording, ports),
                (connector, caseNo) -> TrialScope.current().options().known(),
                refusal -> {},
                nonce -> true,
                materials,
                (caseNo, destination) -> TrialScope.current().options().records().of(caseNo, destination),
                ports.clock(),
                TrialBundle::post,
                ItemDesk.OPEN);
        return new TrialBundle(
                BundleContext.start(harmless, BundleWiring.trial(harmless, recorders), recorders), materials, ports);
    }

    public Bundle bundle() {
        return context.bundle();
    }

    /** Where each route begins, by its id, sorted. */
    public SortedMap<String, TrialEntrance> entrances() {
        SortedMap<String, TrialEntrance> entrances = new TreeMap<>();
        context.doors().entries().forEach(door -> context.routeOf(door.consumer()).ifPresent(route -> entrances.put(
                route,
                new TrialEntrance.Door(door.path().connector(), new TreeSet<>(door.methods()), door.path().toString()))));
        context.arrivals().each((connector, channel, consumer) -> context.routeOf(consumer).ifPresent(route ->
                entrances.put(route, new TrialEntrance.Source(connector, channel))));
        context.deliveries().each((destination, type, consumer) -> context.routeOf(consumer).ifPresent(route ->
                entrances.merge(route, TrialEntrance.Deliveries.of(destination, type), TrialEntrance.Deliveries::both)));
        context.deliveries().eachProbe((destination, consumer) -> context.routeOf(consumer).ifPresent(route ->
                entrances.put(route, new TrialEntrance.Probes(destination))));
        context.questions().each((key, consumer) -> context.routeOf(consumer).ifPresent(route ->
                entrances.put(route, new TrialEntrance.Questions(key.kind(), key.connector(), key.channel()))));
        return entrances;
    }

    /** How a connector reports its steps. */
    public StepProfile profile(String connector) {
        return Promises.profile(context.bundle(), connector);
    }

    /** Who listens to a message of this type of this case. */
    public List<Listeners.Listener> listeners(String type, StoredCase stored) {
        return Promises.listeners(context.bundle(), type, stored);
    }

    /** Takes in a request at a door. */
    public TrialTaken request(TrialRequest request, TrialOptions options) {
        enter();
        Trace trace = Trace.accept(null, null);
        Optional<String> route = Optional.empty();
        try (TrialScope scope = TrialScope.open(TrialReplies.NONE, options)) {
            try {
                DoorInput input = request.input();
                DoorTable.Found found = context.doors().find(input.method(), input.rawPath());
                route = context.routeOf(found.door().consumer());
                Inbound inbound = inbound(DoorReader.read(input, found, trace, request.receivedAt()), request);
                DoorAnswer answer = Doors.run(found.door(), inbound, problems, new DoorWords(bundle().mappings(), problems));
                return new TrialTaken(route, scope.recorded(), Optional.ofNullable(inbound.refused()),
                        Optional.of(TrialTaken.Answer.of(answer)), scope.stations());
            } catch (HubException e) {
                return new TrialTaken(route, Optional.empty(), Optional.of(e),
                        Optional.of(TrialTaken.Answer.of(problems.answer(e, trace))), scope.stations());
            }
        } finally {
            context.leave();
        }
    }

    private static Inbound inbound(DoorRequest request, TrialRequest tried) {
        return tried.vouched()
                .map(sender -> new Inbound(request, new VerifiedSender(sender, "", "trial", tried.receivedAt())))
                .orElseGet(() -> new Inbound(request));
    }

    /** Takes in something that a source read. */
    public TrialTaken item(SourceItem item, TrialOptions options) {
        enter();
        Optional<String> route = context.arrivals().takingIn(item.connector(), item.channel()).flatMap(context::routeOf);
        try (TrialScope scope = TrialScope.open(TrialReplies.NONE, options)) {
            try {
                Inbound inbound = SourceEntry.pass(context, item);
                return new TrialTaken(route, Optional.ofNullable(inbound.collected()),
                        Optional.ofNullable(inbound.refused()), Optional.empty(), scope.stations());
            } catch (HubException e) {
                return new TrialTaken(route, Optional.empty(), Optional.of(e), Optional.empty(), scope.stations());
            }
        } finally {
            context.leave();
        }
    }

    /** Carries a delivery to its destination, where {@code replies} answer. */
    public TrialCarried carry(Attempt attempt, TrialReplies replies, TrialOptions options) {
        enter();
        Optional<String> route =
                context.deliveries().carrying(attempt.destination(), attempt.type()).flatMap(context::routeOf);
        try (TrialScope scope = TrialScope.open(replies, options).about(attempt.canonical())) {
            Outcome outcome;
            try {
                outcome = CamelCarrier.send(context, attempt).outcome();
            } catch (HubException e) {
                outcome = Outcomes.of(e, false);
            }
            return new TrialCarried(route, outcome, scope.sent(), scope.stations());
        } finally {
            context.leave();
        }
    }

    /** Asks a destination about a delivery whose answer was lost. */
    public TrialAsked probe(Attempt attempt, TrialReplies replies, TrialOptions options) {
        enter();
        Optional<String> route = context.deliveries().asking(attempt.destination()).flatMap(context::routeOf);
        try (TrialScope scope = TrialScope.open(replies, options).about(attempt.canonical())) {
            ProbeAnswer answer;
            try {
                answer = CamelCarrier.probe(context, attempt);
            } catch (HubException e) {
                answer = new ProbeAnswer.Unknown(e.code().code());
            }
            return new TrialAsked(route, answer, scope.sent(), scope.stations());
        } finally {
            context.leave();
        }
    }

    /** Asks a partner something that belongs to no delivery. */
    public TrialAnswered ask(TrialQuestion asked, TrialReplies replies, TrialOptions options) {
        enter();
        QuestionTable.Key key =
                new QuestionTable.Key(asked.about().kind(), asked.about().connector(), asked.about().channel());
        try (TrialScope scope = TrialScope.open(replies, options).about(asked.body())) {
            try {
                DefaultConsumer route = context.questions().asking(key)
                        .orElseThrow(() -> new HubException(ErrorCode.NO_ROUTE, key.toString()));
                JsonNode read = Question.ask(route, () -> new Question(
                                key, asked.position(), asked.at(), context.bundle().settings().of(key.connector())),
                        QUESTION.read(asked.body(), null), Tickets.STAND_IN);
                return new TrialAnswered(Optional.of(JsonBytes.of(read)), Optional.empty(), scope.sent(), scope.stations());
            } catch (HubException e) {
                return new TrialAnswered(Optional.empty(), Optional.of(e), scope.sent(), scope.stations());
            }
        } finally {
            context.leave();
        }
    }

    /** Waits for the messages that are under way. */
    @Override
    public void close() {
        context.retire();
        try {
            materials.close();
        } catch (IOException e) {
            throw new HubException(ErrorCode.INTERNAL, "closing a trial", e);
        }
    }

    private void enter() {
        if (!context.enter()) {
            throw new HubException(ErrorCode.STOPPING, "trial", List.of());
        }
    }

    private static Receipt record(Recording recording, TrialPorts ports) {
        TrialScope.current().record(recording);
        return new Receipt(Receipt.json(ports.ids().get(), recording, ports.clock().instant()), false);
    }

    private static void post(PartyMail mail) {
        TrialScope.current().send(new TrialSent.Mail(mail));
    }
}
