package cn.tongban.sandbox.fault;

import cn.tongban.sandbox.Workers;
import cn.tongban.sandbox.record.Finding;
import cn.tongban.sandbox.record.RawEntry;
import cn.tongban.sandbox.record.RawRecord;
import cn.tongban.sandbox.wire.FileSink;
import cn.tongban.sandbox.wire.Manner;
import cn.tongban.sandbox.wire.Reply;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireHandler;
import cn.tongban.sandbox.wire.WireRequest;
import java.time.Duration;
import java.util.Optional;

/** The order of things at every simulated door: read, choose the fault, work, record, then answer or fail to. */
public final class FaultyDoor implements WireHandler {
    private static final WireAnswer INCOMPLETE = WireAnswer.text(400, "text/plain", "incomplete");

    private final Party party;
    private final FaultSwitches faults;
    private final RawRecord record;

    public FaultyDoor(Party party, FaultSwitches faults, RawRecord record) {
        this.party = party;
        this.faults = faults;
        this.record = record;
    }

    @Override
    public Optional<FileSink> sink(String method, String target) {
        return party.sink(method, target);
    }

    @Override
    public Reply handle(WireRequest request) {
        Call call = party.read(request);
        Optional<FaultRule> rule = faults.take(call.finding().operation(), call.finding().caseNo());
        rule.filter(r -> r.fault() == Fault.WORKS_LATE).ifPresent(r -> Workers.pause(Duration.ofMillis(r.millis())));
        Worked worked = work(call, rule);
        WireAnswer answer = rule.map(r -> spoil(r, call, worked.answer())).orElse(worked.answer());
        Reply reply = new Reply(answer, rule.map(FaultRule::manner).orElse(Manner.WHOLE));
        String fault = rule.map(r -> r.fault().wireName()).orElse("");
        Finding finding = call.finding().with(worked.effect(), worked.receiptNo());
        record.append(new RawEntry(call.request(), call.signature(), finding, fault, reply));
        for (Finding other : worked.others().isEmpty() ? call.others() : worked.others()) {
            record.append(new RawEntry(call.request(), call.signature(), other, fault, reply, true));
        }
        worked.afterwards().run();
        return reply;
    }

    private Worked work(Call call, Optional<FaultRule> rule) {
        if (!call.request().complete()) {
            return Worked.nothing(INCOMPLETE);
        }
        if (!call.signature().equals("ok") && !call.signature().equals("unchecked")) {
            return Worked.nothing(party.reject(call));
        }
        boolean works = rule.map(r -> r.fault().works()).orElse(true);
        return works ? party.work(call) : Worked.nothing(INCOMPLETE);
    }

    private WireAnswer spoil(FaultRule rule, Call call, WireAnswer own) {
        return switch (rule.fault()) {
            case ERROR_AFTER_WORK -> WireAnswer.text(500, "text/html", "<html><body>500 系统内部错误</body></html>");
            case MALFORMED -> WireAnswer.text(200, "application/json", "{\"code\":\"200\",\"msg\":\"");
            case ERROR_TEXT -> party.errorText(call);
            case FOREIGN_RECEIPT -> party.foreign(call, own);
            case REFUSED -> party.refuse(call);
            case CLOSED -> party.closed(call);
            case WRONG_CHARSET -> party.garbled(call, own);
            case BUSY -> WireAnswer.text(503, "text/plain", "busy")
                    .with("Retry-After", Long.toString(Math.max(1, rule.millis() / 1000)));
            default -> own;
        };
    }
}
