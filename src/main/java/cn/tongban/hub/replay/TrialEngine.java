package cn.tongban.hub.replay;

import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.flow.Bundle;
import cn.tongban.hub.flow.BundleLoader;
import cn.tongban.hub.flow.CaseRecords;
import cn.tongban.hub.flow.SourceItem;
import cn.tongban.hub.flow.TrialBundle;
import cn.tongban.hub.flow.TrialCarried;
import cn.tongban.hub.flow.TrialOptions;
import cn.tongban.hub.flow.TrialPorts;
import cn.tongban.hub.flow.TrialReplies;
import cn.tongban.hub.flow.TrialReply;
import cn.tongban.hub.flow.TrialRequest;
import cn.tongban.hub.flow.TrialSent;
import cn.tongban.hub.flow.TrialTaken;
import cn.tongban.hub.intake.Address;
import cn.tongban.hub.intake.Recording;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs messages over the routes of a bundle that is bound to recorders. */
final class TrialEngine implements AutoCloseable {
    private static final String SENDER = "replay";
    /** Partners' answers are not recorded; this one lets a route go on to its further requests. */
    private static final TrialReplies TAKEN = sent -> new TrialReply.Answer(200, "application/json", Optional.empty(),
            "{}".getBytes(StandardCharsets.UTF_8));

    private final TrialBundle trial;
    private final StandIn standIn;
    private final CaseRecords records;

    private TrialEngine(TrialBundle trial, StandIn standIn, CaseRecords records) {
        this.trial = trial;
        this.standIn = standIn;
        this.records = records;
    }

    /** @throws HubException BUNDLE_INVALID when the bundle does not start */
    static TrialEngine start(BundleFiles files, CaseRecords records, Clock clock) {
        Bundle bundle = BundleLoader.readForTrial(files);
        return new TrialEngine(TrialBundle.start(bundle, new TrialPorts(clock, () -> Ids.next(clock.instant()))),
                new StandIn(bundle.mappings(), bundle.contracts()), records);
    }

    Bundle bundle() {
        return trial.bundle();
    }

    /** Runs what came in over one route of the bundle. */
    Ran arrive(InRoute route, Arriving arriving) {
        if (route.streams()) {
            return standIn.arrive(route, arriving);
        }
        TrialTaken taken = route.isDoor()
                ? trial.request(new TrialRequest(route.method(), target(route, arriving),
                        List.of(Map.entry("Content-Type", arriving.mediaType()), Map.entry("Idempotency-Key", arriving.key())),
                        arriving.body(), Optional.of(SENDER), arriving.at()), TrialOptions.PLAIN)
                : trial.item(new SourceItem(route.connector(), route.entry(), "", arriving.key(), arriving.mediaType(),
                        arriving.body(), arriving.at()), TrialOptions.PLAIN);
        if (taken.recorded().isPresent()) {
            return passed(taken.recorded().get());
        }
        return taken.problem().<Ran>map(TrialEngine::failed).orElse(new Ran.Failed(ErrorCode.NO_ROUTE.code(), List.of()));
    }

    private static String target(InRoute route, Arriving arriving) {
        String target = route.entry();
        for (Map.Entry<String, String> parameter : arriving.path().entrySet()) {
            target = target.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        return target;
    }

    private static Ran.Passed passed(Recording recording) {
        Map<String, String> traits = new TreeMap<>();
        traits.put("type", recording.type());
        traits.put("case", recording.caseNo());
        traits.put("to", words(recording.address()));
        return new Ran.Passed(recording.canonical(), traits);
    }

    private static String words(Address address) {
        if (address instanceof Address.To to) {
            return String.join(",", to.destinations());
        }
        if (address instanceof Address.Also also) {
            return words(also.first()) + "+" + String.join(",", also.others());
        }
        return address instanceof Address.CaseOrigin ? "case-origin" : "case-handler";
    }

    static Ran.Failed failed(HubException e) {
        return new Ran.Failed(e.code().code(),
                e.places().stream().map(place -> place.pointer() + " " + place.rule()).toList());
    }

    /** Runs one delivery over the route that carries it. */
    Ran send(Attempt attempt) {
        TrialCarried carried = trial.carry(attempt, TAKEN, TrialOptions.PLAIN.beside(records));
        if (carried.sent().isEmpty()) {
            return unsent(carried.outcome());
        }
        Map<String, String> traits = new TreeMap<>();
        byte[] first = {};
        for (int i = 0; i < carried.sent().size(); i++) {
            String number = i == 0 ? "" : String.valueOf(i + 1);
            TrialSent sent = carried.sent().get(i);
            byte[] body;
            if (sent instanceof TrialSent.Request request) {
                traits.put("address" + number, request.method() + " " + request.address().getRawPath());
                traits.put("content-type" + number, header(request, "Content-Type"));
                body = request.body();
            } else {
                TrialSent.Mail mail = (TrialSent.Mail) sent;
                traits.put("address" + number, mail.mail().address());
                body = mail.mail().body();
            }
            if (i == 0) {
                first = body;
            } else {
                traits.put("body" + number, body.length + " bytes, hash " + Arrays.hashCode(body));
            }
        }
        return new Ran.Passed(first, traits);
    }

    private static String header(TrialSent.Request request, String name) {
        return request.headers().stream().filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue).map(value -> value.split("boundary=", 2)[0]).findFirst().orElse("");
    }

    /** Nothing left: the reason of a dead letter names places only. */
    private static Ran.Failed unsent(Outcome outcome) {
        if (outcome instanceof Outcome.Dead dead) {
            return new Ran.Failed(dead.code().code(), places(dead.reason()));
        }
        if (outcome instanceof Outcome.RetryLater later) {
            return new Ran.Failed(later.code().code(), places(later.reason()));
        }
        if (outcome instanceof Outcome.LeftOut out) {
            return new Ran.Failed(out.code().code(), List.of());
        }
        return new Ran.Failed(ErrorCode.BUNDLE_INVALID.code(), List.of());
    }

    private static List<String> places(String reason) {
        return Arrays.stream(reason.split(" ")).filter(word -> word.startsWith("/") || word.startsWith("mappings/")).toList();
    }

    @Override
    public void close() {
        trial.close();
    }
}
