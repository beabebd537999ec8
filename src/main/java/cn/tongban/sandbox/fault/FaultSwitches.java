package cn.tongban.sandbox.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;

/** The faults that are switched on at one system. The first rule that fits and is not used up strikes. */
public final class FaultSwitches {
    private static final String OUT = "step-out";

    private volatile List<Live> rules = List.of();
    private final Map<String, Live> magic = new ConcurrentHashMap<>();

    /** Replaces all rules by those of a JSON array. */
    public void replace(JsonNode array) {
        rules = StreamSupport.stream(array.spliterator(), false)
                .map(FaultRule::from)
                .map(Live::new)
                .toList();
    }

    /**
     * The rule that strikes this request, counted as used. Outgoing faults strike only operation {@code step-out}, or
     * {@code step-out:<what>}, of which a rule's operation then picks {@code <what>}.
     */
    public Optional<FaultRule> take(String operation, String caseNo) {
        boolean outgoing = operation.startsWith(OUT);
        String what = operation.substring(outgoing ? Math.min(operation.length(), OUT.length() + 1) : 0);
        for (Live live : rules) {
            FaultRule rule = live.rule;
            if (rule.fault().outgoing() == outgoing && rule.fits(what, caseNo) && live.use()) {
                return Optional.of(rule);
            }
        }
        return MagicCase.ruleOf(caseNo)
                .filter(rule -> rule.operation().equals(outgoing ? OUT : operation))
                .filter(rule -> magic.computeIfAbsent(caseNo, no -> new Live(rule)).use())
                .map(rule -> rule);
    }

    /** The rules with how often each struck. */
    public ArrayNode state() {
        ArrayNode state = JsonNodeFactory.instance.arrayNode();
        for (Live live : rules) {
            state.addObject()
                    .put("fault", live.rule.fault().wireName())
                    .put("operation", live.rule.operation())
                    .put("caseNo", live.rule.caseNo())
                    .put("skip", live.rule.skip())
                    .put("times", live.rule.times())
                    .put("millis", live.rule.millis())
                    .put("struck", live.struck());
        }
        return state;
    }

    /** A rule with its count of uses. */
    private static final class Live {
        private final FaultRule rule;
        private final AtomicInteger fitted = new AtomicInteger();

        Live(FaultRule rule) {
            this.rule = rule;
        }

        /** Counts a request that fits; true when it is struck. */
        boolean use() {
            int number = fitted.getAndIncrement() - rule.skip();
            return number >= 0 && (rule.times() < 0 || number < rule.times());
        }

        int struck() {
            int struck = Math.max(0, fitted.get() - rule.skip());
            return rule.times() < 0 ? struck : Math.min(struck, rule.times());
        }
    }
}
