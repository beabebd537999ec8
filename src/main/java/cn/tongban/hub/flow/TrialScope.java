package cn.tongban.hub.flow;

import cn.tongban.hub.intake.Recording;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one message that a thread is trying. Routes run on the thread that entered them, so the recorders in place of
 * partners, broker, store and database find by it whose trial they serve; without one they refuse.
 */
final class TrialScope implements AutoCloseable {
    private static final ThreadLocal<TrialScope> CURRENT = new ThreadLocal<>();

    private final TrialReplies replies;
    private final TrialOptions options;
    private final List<TrialSent> sent = new ArrayList<>();
    private final List<TrialStation> stations = new ArrayList<>();
    private byte[] canonical = {};
    private @Nullable Recording recorded;

    private TrialScope(TrialReplies replies, TrialOptions options) {
        this.replies = replies;
        this.options = options;
    }

    static TrialScope open(TrialReplies replies, TrialOptions options) {
        if (CURRENT.get() != null) {
            throw new IllegalStateException("a trial within a trial");
        }
        TrialScope scope = new TrialScope(replies, options);
        CURRENT.set(scope);
        return scope;
    }

    static TrialScope current() {
        TrialScope scope = CURRENT.get();
        if (scope == null) {
            throw new HubException(ErrorCode.INTERNAL, "no trial on this thread");
        }
        return scope;
    }

    static Optional<TrialScope> watched() {
        TrialScope scope = CURRENT.get();
        return scope != null && scope.options.stations() ? Optional.of(scope) : Optional.empty();
    }

    TrialOptions options() {
        return options;
    }

    /** The canonical document of the delivery that is tried. */
    TrialScope about(byte[] document) {
        canonical = document;
        return this;
    }

    byte[] canonical() {
        return canonical;
    }

    /** @throws HubException DESTINATION_UNREACHABLE or ANSWER_LOST, as the script says */
    TrialReply.Answer send(TrialSent what) {
        TrialReply reply = replies.to(what);
        if (reply instanceof TrialReply.Unreachable) {
            throw new HubException(ErrorCode.DESTINATION_UNREACHABLE, "trial");
        }
        sent.add(what);
        if (reply instanceof TrialReply.Answer answer) {
            return answer;
        }
        throw new HubException(ErrorCode.ANSWER_LOST, "trial");
    }

    void record(Recording recording) {
        options.intake().meet(recording);
        recorded = recording;
    }

    void station(TrialStation station) {
        stations.add(station);
    }

    Optional<Recording> recorded() {
        return Optional.ofNullable(recorded);
    }

    List<TrialSent> sent() {
        return sent;
    }

    List<TrialStation> stations() {
        return stations;
    }

    @Override
    public void close() {
        CURRENT.remove();
    }
}
