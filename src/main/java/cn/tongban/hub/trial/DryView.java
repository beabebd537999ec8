package cn.tongban.hub.trial;

import cn.tongban.hub.broker.PartyMail;
import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.flow.TrialCarried;
import cn.tongban.hub.flow.TrialReplies;
import cn.tongban.hub.flow.TrialReply;
import cn.tongban.hub.flow.TrialSent;
import cn.tongban.hub.flow.TrialStation;
import cn.tongban.hub.flow.TrialTaken;
import cn.tongban.hub.intake.Address;
import cn.tongban.hub.intake.Recording;
import cn.tongban.hub.support.HubException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes what a trial found readable, and hides what the mask hides. Partners answer nothing: their part is not known. */
record DryView(DryMask mask) implements TrialReplies {
    @Override
    public TrialReply to(TrialSent sent) {
        return sent instanceof TrialSent.Mail
                ? new TrialReply.Answer(202, "application/json", Optional.empty(), new byte[0])
                : new TrialReply.Lost();
    }

    /** The policy's own steps say nothing that the problem does not. */
    List<DryRun.TriedStep> stations(List<TrialStation> stations) {
        return stations.stream()
                .filter(station -> !station.uri().startsWith("hub:fail") && !station.uri().startsWith("hub:refuse"))
                .filter(station -> !station.uri().isEmpty() && !station.uri().startsWith("kamelet:sink"))
                .map(station -> new DryRun.TriedStep(station.id(), station.uri(), body(station),
                        station.problem().map(DryView::problem).orElse(null)))
                .toList();
    }

    private @Nullable JsonNode body(TrialStation station) {
        return station.body().length == 0 ? null : mask.tree(YamlText.tree(station.body()));
    }

    static DryRun.Stop problem(HubException e) {
        return new DryRun.Stop(e.code().code(), e.subject(), e.places());
    }

    DryRun.WouldRecord recorded(Recording recording) {
        return new DryRun.WouldRecord(recording.document(), recording.type(), recording.caseNo(), mask.text(recording.key()),
                address(recording.address()), mask.tree(YamlText.tree(recording.canonical())));
    }

    private static String address(Address address) {
        if (address instanceof Address.To to) {
            return String.join(", ", to.destinations());
        }
        if (address instanceof Address.Also also) {
            return address(also.first()) + ", " + String.join(", ", also.others());
        }
        return address instanceof Address.CaseOrigin ? "case-origin" : "case-handler";
    }

    DryRun.WouldAnswer answer(TrialTaken.Answer answer) {
        // Receipts and problem documents hold nothing personal.
        return new DryRun.WouldAnswer(answer.status(), answer.mediaType(), YamlText.tree(answer.body()));
    }

    DryRun.WouldDeliver delivery(Attempt attempt, TrialCarried carried) {
        List<DryRun.WouldSend> requests = carried.sent().stream().map(this::request).toList();
        // After a request had left, its missing answer is the dry run's own doing.
        boolean sent = carried.outcome() instanceof Outcome.Delivered || carried.outcome() instanceof Outcome.Doubtful;
        DryRun.Stop problem = sent
                ? null
                : new DryRun.Stop(Words.code(carried.outcome()), mask.text(Words.reason(carried.outcome())), List.of());
        return new DryRun.WouldDeliver(attempt.destination(), attempt.type(), carried.route().orElse(""), requests,
                stations(carried.stations()).stream()
                        .filter(station -> requests.isEmpty() || station.problem() == null)
                        .toList(),
                problem);
    }

    private DryRun.WouldSend request(TrialSent sent) {
        if (sent instanceof TrialSent.Request request) {
            return new DryRun.WouldSend(mask.text(request.method() + " " + request.address()),
                    request.headers().stream().map(header -> mask.text(header.getKey() + ": " + header.getValue())).toList(),
                    text(request.body()));
        }
        PartyMail mail = ((TrialSent.Mail) sent).mail();
        return new DryRun.WouldSend((mail.topic() ? "topic " : "queue ") + mail.address(),
                List.of("id: " + mail.id(), "type: " + mail.type(), "caseNo: " + mail.caseNo(),
                        "contentType: " + mail.contentType()),
                text(mail.body()));
    }

    /** Masked value by value, the rest byte for byte. */
    private String text(byte[] bytes) {
        try {
            return mask.text(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return bytes.length + " bytes";
        }
    }
}
