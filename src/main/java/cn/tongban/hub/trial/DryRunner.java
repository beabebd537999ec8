package cn.tongban.hub.trial;

import cn.tongban.hub.cases.CaseFile;
import cn.tongban.hub.cases.Hearing;
import cn.tongban.hub.cases.StoredCase;
import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.flow.Bundle;
import cn.tongban.hub.flow.BundleLoader;
import cn.tongban.hub.flow.CaseRecords;
import cn.tongban.hub.flow.SourceItem;
import cn.tongban.hub.flow.TrialBundle;
import cn.tongban.hub.flow.TrialEntrance;
import cn.tongban.hub.flow.TrialOptions;
import cn.tongban.hub.flow.TrialPorts;
import cn.tongban.hub.flow.TrialRequest;
import cn.tongban.hub.flow.TrialTaken;
import cn.tongban.hub.intake.Address;
import cn.tongban.hub.intake.CaseEntry;
import cn.tongban.hub.intake.Listeners;
import cn.tongban.hub.intake.Recording;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Ids;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tries messages on one bundle. For many threads. */
public final class DryRunner implements AutoCloseable {
    private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z0-9]+)}");

    private final TrialBundle bundle;

    private DryRunner(TrialBundle bundle) {
        this.bundle = bundle;
    }

    /** @throws HubException BUNDLE_INVALID when the bundle cannot be read or started */
    public static DryRunner on(BundleFiles files, Clock clock) {
        return on(BundleLoader.readForTrial(files), clock);
    }

    /** On a bundle as it is read for this hub: with its settings, and without its secrets. */
    public static DryRunner on(Bundle bundle, Clock clock) {
        return new DryRunner(TrialBundle.start(bundle, new TrialPorts(clock, () -> Ids.next(clock.instant()))));
    }

    /** Digest of the bundle. */
    public String digest() {
        return bundle.bundle().files().digest();
    }

    /**
     * The route for which a file of a bundle is an example.
     *
     * @param path with {@code connectors/<system>/samples/…} or {@code mappings/<system>/golden/<mapping>/…} in it
     * @return empty when the file does not say it, or says more than one
     */
    public Optional<String> routeOf(String path) {
        return DryTarget.of(bundle, path);
    }

    /** @throws HubException REQUEST_INVALID when nobody can tell which way the message would come */
    public DryRun run(DryRunRequest request) {
        Map<String, TrialEntrance> entrances = bundle.entrances();
        TrialEntrance entrance = request.route().isEmpty() ? entrance(request) : Optional.ofNullable(
                entrances.get(request.route())).orElseThrow(() -> invalid("route", "there is no route of this id"));
        if (entrance instanceof TrialEntrance.Door door) {
            return taken(request, bundle.request(door(request, door), TrialOptions.STATIONS));
        }
        if (entrance instanceof TrialEntrance.Source source) {
            return taken(request, bundle.item(item(request, source), TrialOptions.STATIONS));
        }
        if (entrance instanceof TrialEntrance.Deliveries deliveries) {
            return delivery(request, deliveries);
        }
        throw invalid("route", "a route of questions takes no document; try the delivery itself");
    }

    /**
     * What a destination would get of a message that is recorded already.
     *
     * @param document name of its canonical schema
     * @param records what else is recorded of its case
     */
    public DryRun deliver(Attempt attempt, String document, CaseRecords records, boolean unmasked) {
        JsonNode canonical = YamlText.tree(attempt.canonical());
        DryMask mask = unmasked ? DryMask.none() : DryMask.of(bundle.bundle().personal(), document, canonical);
        DryView view = new DryView(mask);
        List<DryRun.WouldDeliver> deliveries =
                List.of(view.delivery(attempt, bundle.carry(attempt, view, TrialOptions.STATIONS.beside(records))));
        return new DryRun(digest(), deliveries.get(0).route(), mask.masks(), List.of(), null, null, null, deliveries,
                notes(deliveries, List.of()));
    }

    @Override
    public void close() {
        bundle.close();
    }

    private static TrialEntrance entrance(DryRunRequest request) {
        if (!request.path().isEmpty()) {
            String[] parts = request.path().split("[/?]");
            String method = request.method().isEmpty() ? "POST" : request.method();
            return new TrialEntrance.Door(parts.length > 2 ? parts[2] : "", Set.of(method), request.path());
        }
        if (request.connector().isEmpty() || request.channel().isEmpty()) {
            throw invalid("route", "say the route, the path of a door, or connector and channel of a source");
        }
        return new TrialEntrance.Source(request.connector(), request.channel());
    }

    private TrialRequest door(DryRunRequest request, TrialEntrance.Door door) {
        List<Map.Entry<String, String>> headers = new ArrayList<>(request.headers().entrySet());
        boolean typed = headers.stream().anyMatch(header -> header.getKey().equalsIgnoreCase("Content-Type"));
        if (!typed && request.body().length > 0) {
            headers.add(Map.entry("Content-Type", "application/json"));
        }
        String method = request.method().isEmpty() ? door.methods().iterator().next() : request.method();
        String sender = request.sender().isEmpty() ? firstSender(door.connector()) : request.sender();
        String path = request.path().isEmpty() ? filled(door.path(), YamlText.tree(request.body())) : request.path();
        return new TrialRequest(method, path, headers, request.body(), Optional.of(sender), request.at());
    }

    private String firstSender(String connector) {
        return bundle.bundle().connectors().find(connector).flatMap(found -> found.door())
                .flatMap(door -> door.senders().keySet().stream().sorted().findFirst()).orElse("dry-run");
    }

    private static String filled(String path, JsonNode document) {
        return PARAMETER.matcher(path).replaceAll(name -> {
            String value = document.path(name.group(1)).asText("");
            return value.matches("[A-Za-z0-9._-]{1,64}") ? value : "DRY-RUN";
        });
    }

    private static SourceItem item(DryRunRequest request, TrialEntrance.Source source) {
        String type = request.headers().getOrDefault("Content-Type", "application/json");
        return new SourceItem(source.connector(), source.channel(), request.party(),
                request.key().isEmpty() ? "dry-run" : request.key(), type, request.body(), request.at());
    }

    private DryRun taken(DryRunRequest request, TrialTaken taken) {
        DryMask mask = mask(request, taken.recorded());
        DryView view = new DryView(mask);
        List<String> notes = new ArrayList<>();
        List<DryRun.WouldDeliver> deliveries = new ArrayList<>();
        taken.recorded().ifPresent(recording -> {
            List<String> destinations = destinations(recording.address(), recording.reporter(), request, notes);
            Stream.concat(destinations.stream(), listeners(recording)).distinct()
                    .forEach(to -> deliveries.add(carry(view, attempt(request, recording, to))));
        });
        return new DryRun(bundle.bundle().files().digest(), taken.route().orElse(""), mask.masks(),
                view.stations(taken.stations()), taken.problem().map(DryView::problem).orElse(null),
                taken.recorded().map(view::recorded).orElse(null), taken.answer().map(view::answer).orElse(null),
                deliveries, notes(deliveries, notes));
    }

    private DryMask mask(DryRunRequest request, Optional<Recording> recorded) {
        if (request.unmasked()) {
            return DryMask.none();
        }
        return recorded.map(recording -> DryMask.of(bundle.bundle().personal(), recording.document(),
                YamlText.tree(recording.canonical()))).orElseGet(DryMask::blind);
    }

    /** Of a case that is handed in all is known that decides who listens; of others, only what needs no case. */
    private Stream<String> listeners(Recording recording) {
        String way = recording.entry() instanceof CaseEntry.Submission submission ? submission.deliveryWay() : "";
        StoredCase stored = StoredCase.blank(recording.reporter(), "", "", CaseFile.blank(recording.caseNo(), 1, false))
                .with(Hearing.NONE.by(way));
        return bundle.listeners(recording.type(), stored).stream().map(Listeners.Listener::destination);
    }

    private static List<String> destinations(Address address, String reporter, DryRunRequest request, List<String> notes) {
        if (address instanceof Address.To to) {
            return to.destinations();
        }
        if (address instanceof Address.Also also) {
            return Stream.concat(destinations(also.first(), reporter, request, notes).stream(), also.others().stream())
                    .distinct().toList();
        }
        String one = address instanceof Address.CaseOrigin ? request.origin() : request.handler();
        if (one.isEmpty()) {
            notes.add(address instanceof Address.CaseOrigin
                    ? "It would go to the desk of its case; say which by origin."
                    : "It would go to who decides its case; say who by handler.");
        }
        return one.isEmpty() || one.equals(reporter) ? List.of() : List.of(one);
    }

    private static Attempt attempt(DryRunRequest request, Recording recording, String destination) {
        return new Attempt(Ids.next(request.at()), destination, 1, Ids.next(request.at()), recording.caseNo(),
                recording.type(), request.at(), recording.canonical());
    }

    private DryRun delivery(DryRunRequest request, TrialEntrance.Deliveries route) {
        JsonNode canonical = YamlText.tree(request.body());
        String type = request.type().isEmpty() ? route.types().iterator().next() : request.type();
        String destination = request.destination().isEmpty() ? route.destination() : request.destination();
        Attempt attempt = new Attempt(Ids.next(request.at()), destination, 1, Ids.next(request.at()),
                canonical.path("caseNo").asText(""), type, request.at(), request.body());
        DryMask mask = request.unmasked() ? DryMask.none() : DryMask.of(bundle.bundle().personal(), type, canonical);
        List<DryRun.WouldDeliver> deliveries = List.of(carry(new DryView(mask), attempt));
        return new DryRun(bundle.bundle().files().digest(), request.route(), mask.masks(), List.of(), null, null, null,
                deliveries, notes(deliveries, List.of()));
    }

    private DryRun.WouldDeliver carry(DryView view, Attempt attempt) {
        // Of the case nothing is recorded here but what this very message says.
        CaseRecords records = (caseNo, destination) -> new CaseRecords.Background(
                attempt.type().equals("case.submitted") ? attempt.canonical() : null, List.of(), null);
        return view.delivery(attempt, bundle.carry(attempt, view, TrialOptions.STATIONS.beside(records)));
    }

    private static List<String> notes(List<DryRun.WouldDeliver> deliveries, List<String> before) {
        List<String> notes = new ArrayList<>(before);
        if (deliveries.stream().anyMatch(delivery -> !delivery.requests().isEmpty())) {
            notes.add("Signatures are made with keys that stand in for the real ones; ids are made up.");
        }
        return notes;
    }

    private static HubException invalid(String name, String sentence) {
        return new HubException(ErrorCode.REQUEST_INVALID, name, List.of(new Place("/" + name, "required", sentence)));
    }
}
