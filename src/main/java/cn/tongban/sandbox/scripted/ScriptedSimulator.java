package cn.tongban.sandbox.scripted;

import cn.tongban.sandbox.Settings;
import cn.tongban.sandbox.control.Simulator;
import cn.tongban.sandbox.fault.FaultSwitches;
import cn.tongban.sandbox.record.Finding;
import cn.tongban.sandbox.record.RawEntry;
import cn.tongban.sandbox.record.RawRecord;
import cn.tongban.sandbox.record.SentRecord;
import cn.tongban.sandbox.wire.Manner;
import cn.tongban.sandbox.wire.Reply;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireHandler;
import cn.tongban.sandbox.wire.WireRequest;
import cn.tongban.sandbox.wire.WireServer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** A system that answers by a script and keeps what it was asked. It checks no signature. */
public final class ScriptedSimulator implements WireHandler {
    private final Script script;
    private final RawRecord received;
    private final Simulator simulator;

    /** @param file a {@code simulator.yaml} */
    public ScriptedSimulator(Path file, Settings settings, Clock clock) {
        this.script = Script.read(file);
        Path folder = settings.dataOf(script.system());
        this.received = new RawRecord(folder.resolve("requests.jsonl"), clock);
        SentRecord sent = new SentRecord(folder.resolve("sent.jsonl"), clock);
        WireServer server = new WireServer(
                script.system(), settings.host(), settings.port(script.system(), script.port()), this);
        this.simulator = new Simulator(
                script.system(), server, new FaultSwitches(), received, sent, (method, path, body) -> Optional.empty());
    }

    public Simulator simulator() {
        return simulator;
    }

    @Override
    public Reply handle(WireRequest request) {
        Optional<ScriptedAnswer> found = script.answers().stream().filter(answer -> answer.takes(request)).findFirst();
        WireAnswer answer = found.map(line -> line.answer(request)).orElseGet(() -> ScriptedAnswer.unknown(request));
        Reply reply = new Reply(answer, found.map(line -> new Manner(Manner.Kind.WHOLE, line.delay())).orElse(Manner.WHOLE));
        Finding finding = Finding.of("other", "", request.header("Idempotency-Key"));
        received.append(new RawEntry(request, "unchecked", finding, "", reply));
        return reply;
    }
}
