package cn.tongban.hub.trial;

import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.flow.TrialAnswered;
import cn.tongban.hub.flow.TrialAsked;
import cn.tongban.hub.flow.TrialBundle;
import cn.tongban.hub.flow.TrialEntrance;
import cn.tongban.hub.flow.TrialOptions;
import cn.tongban.hub.flow.TrialTaken;
import cn.tongban.hub.intake.CaseTrial;
import cn.tongban.hub.intake.Recording;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Plays one test of a route: something comes in or goes out, and what follows is held against what the test expects. */
final class RouteRun {
    private static final Set<String> EXPECTATIONS =
            Set.of("answer", "recorded", "refused", "case", "deliveries", "probe", "answered");

    private final TrialBundle bundle;
    private final RouteTest test;
    private final Expected expected;
    private final Trigger trigger;
    private final Script script;

    RouteRun(TrialBundle bundle, RouteTest test) {
        this.bundle = bundle;
        this.test = test;
        this.expected = new Expected(test, bundle.bundle().files());
        this.trigger = new Trigger(bundle, test, expected);
        this.script = new Script(test, expected);
    }

    Expected run() {
        test.unknownKeys().forEach(name -> expected.fault("/" + name, "there is nothing that is called " + name + " here"));
        expected.only("/expect", EXPECTATIONS);
        TrialEntrance entrance = bundle.entrances().get(test.route());
        if (entrance == null) {
            expected.fault("", "there is no route " + test.route());
        } else if (!test.spec().has("expect")) {
            expected.fault("", "the test expects nothing");
        } else {
            play(entrance);
        }
        return expected;
    }

    private void play(TrialEntrance entrance) {
        try {
            if (test.spec().has("request") && entrance instanceof TrialEntrance.Door door) {
                CaseWatch watch = new CaseWatch();
                TrialOptions options = trigger.door(door.connector()).meeting(watch::judge);
                arrived(bundle.request(trigger.request(door), options), watch);
            } else if (test.spec().has("item") && entrance instanceof TrialEntrance.Source source) {
                item(bundle.item(trigger.item(source), TrialOptions.PLAIN));
            } else if (test.spec().has("delivery") && entrance instanceof TrialEntrance.Deliveries deliveries) {
                Attempt attempt =
                        trigger.attempt("/delivery", deliveries.destination(), deliveries.types().iterator().next());
                Carried carried = new Carried(bundle, expected, script, trigger.carrying(attempt));
                carried.expect(List.of(new CaseTrial.Onward(attempt.destination(), attempt.type())), attempt, test.route());
            } else if (test.spec().has("probe") && entrance instanceof TrialEntrance.Probes probes) {
                probe(trigger.attempt("/probe", probes.destination(), "case.submitted"));
            } else if (test.spec().has("question") && entrance instanceof TrialEntrance.Questions questions) {
                question(bundle.ask(trigger.question(questions), script, TrialOptions.PLAIN));
            } else {
                expected.fault("", "a test has one of request, item, delivery, probe and question, as its route begins");
            }
        } catch (HubException e) {
            expected.fault("", e.getMessage());
        }
    }

    /** What the one commit says to a recording, by its own rules. */
    private final class CaseWatch {
        private Optional<CaseTrial.Judged> judged = Optional.empty();

        void judge(Recording recording) {
            judged = Optional.of(CaseTrial.judge(recording, trigger.known(recording.caseNo()), bundle::profile,
                    bundle::listeners, UUID.fromString(RouteTest.MESSAGE), test.at()));
        }
    }

    /** A source's batch is judged after all of it has passed its route. */
    private void item(TrialTaken taken) {
        CaseWatch watch = new CaseWatch();
        try {
            taken.recorded().ifPresent(watch::judge);
            arrived(taken, watch);
        } catch (HubException e) {
            arrived(new TrialTaken(taken.route(), Optional.empty(), Optional.of(e), taken.answer(), List.of()), watch);
        }
    }

    private void arrived(TrialTaken taken, CaseWatch watch) {
        if (!taken.route().orElse("").equals(test.route())) {
            expected.fault("", "this came to the route " + taken.route().orElse("of nobody") + ", not to " + test.route());
        }
        taken.answer().ifPresent(this::answer);
        refused(taken.problem());
        taken.recorded().ifPresent(this::recorded);
        if (taken.recorded().isEmpty() && !expected.at("/expect/recorded").isMissingNode()) {
            expected.fault("/expect/recorded", "nothing was recorded: " + taken.problem().map(HubException::getMessage)
                    .orElse("the route only answers"));
        }
        watch.judged.ifPresent(this::judged);
        watch.judged.ifPresent(judged -> taken.recorded().ifPresent(recording -> onward(recording, judged)));
        if (watch.judged.isEmpty() && expected.at("/expect/deliveries").size() > 0) {
            expected.fault("/expect/deliveries", "nothing was recorded, so nothing goes anywhere");
        }
    }

    private void answer(TrialTaken.Answer answer) {
        expected.only("/expect/answer", Set.of("status", "code", "fields", "body", "file"));
        expected.number("/expect/answer/status", "status", answer.status());
        expected.text("/expect/answer/code", "code", answer.code());
        expected.document("/expect/answer", "answer", YamlText.tree(answer.body()));
    }

    private void refused(Optional<HubException> problem) {
        expected.only("/expect/refused", Set.of("code", "place"));
        JsonNode wanted = expected.at("/expect/refused");
        if (wanted.isMissingNode()) {
            boolean told = expected.at("/expect/answer/status").asInt() >= 400;
            problem.filter(e -> !told).ifPresent(e -> expected.fault("/expect", "refused: " + e.getMessage() + places(e)));
        } else if (problem.isEmpty()) {
            expected.fault("/expect/refused", "it was not refused");
        } else {
            HubException e = problem.get();
            expected.text("/expect/refused/code", "code", e.code().code());
            if (wanted.has("place") && e.places().stream().noneMatch(p -> p.pointer().equals(wanted.path("place").asText()))) {
                expected.fault("/expect/refused/place", "place: expected " + wanted.path("place") + " but was" + places(e));
            }
        }
    }

    private static String places(HubException e) {
        StringBuilder places = new StringBuilder();
        e.places().forEach(place -> places.append(' ').append(place.pointer()).append(" (").append(place.rule()).append(')'));
        return places.toString();
    }

    private void recorded(Recording recording) {
        expected.only("/expect/recorded", Set.of("document", "type", "caseNo", "key", "fields", "body", "file"));
        expected.text("/expect/recorded/document", "document", recording.document());
        expected.text("/expect/recorded/type", "type", recording.type());
        expected.text("/expect/recorded/caseNo", "case number", recording.caseNo());
        expected.text("/expect/recorded/key", "key", recording.key());
        expected.document("/expect/recorded", "canonical", YamlText.tree(recording.canonical()));
    }

    private void judged(CaseTrial.Judged judged) {
        expected.only("/expect/case", Set.of("state", "decisions", "handler"));
        if (judged.after().isEmpty() && !expected.at("/expect/case").isMissingNode()) {
            expected.fault("/expect/case", "the message is about no case");
        }
        judged.after().ifPresent(after -> {
            expected.text("/expect/case/state", "state", String.valueOf(after.file().state()));
            expected.text("/expect/case/handler", "handler", after.handler());
        });
        expected.texts("/expect/case/decisions", "decisions", judged.decisions().stream().map(Enum::name).toList());
    }

    private void onward(Recording recording, CaseTrial.Judged judged) {
        Attempt attempt = new Attempt(UUID.fromString(RouteTest.DELIVERY), "", 1, UUID.fromString(RouteTest.MESSAGE),
                recording.caseNo(), recording.type(), test.at(), recording.canonical());
        new Carried(bundle, expected, script, trigger.carrying(attempt)).expect(judged.onward(), attempt, "");
    }

    private void probe(Attempt attempt) {
        expected.only("/expect/probe", Set.of("answer", "receipt", "decision", "requests"));
        TrialAsked asked = bundle.probe(attempt, script, TrialOptions.PLAIN);
        if (!asked.route().orElse("").equals(test.route())) {
            expected.fault("/probe", "this is asked by the route " + asked.route().orElse("of nobody"));
        }
        expected.text("/expect/probe/answer", "answer", Words.of(asked.answer()));
        expected.text("/expect/probe/receipt", "receipt", Words.receipt(asked.answer()));
        expected.text("/expect/probe/decision", "decision", Words.decision(asked.answer()));
        Sent.expect(expected, "/expect/probe", asked.sent());
    }

    private void question(TrialAnswered answered) {
        expected.only("/expect/answered", Set.of("fields", "body", "file", "requests"));
        refused(answered.problem());
        answered.answer().ifPresent(answer -> expected.document("/expect/answered", "answer", YamlText.tree(answer)));
        Sent.expect(expected, "/expect/answered", answered.sent());
        script.end();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
