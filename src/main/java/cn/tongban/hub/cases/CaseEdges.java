package cn.tongban.hub.cases;

import static cn.tongban.hub.cases.CaseState.ACCEPTED;
import static cn.tongban.hub.cases.CaseState.CLOSED;
import static cn.tongban.hub.cases.CaseState.CORRECTING;
import static cn.tongban.hub.cases.CaseState.DECIDED;
import static cn.tongban.hub.cases.CaseState.DELIVERED;
import static cn.tongban.hub.cases.CaseState.FORWARDED;
import static cn.tongban.hub.cases.CaseState.IN_REVIEW;
import static cn.tongban.hub.cases.CaseState.ISSUED;
import static cn.tongban.hub.cases.CaseState.NOT_ACCEPTED;
import static cn.tongban.hub.cases.CaseState.RECEIVED;
import static cn.tongban.hub.cases.CaseState.REVOKED;
import static cn.tongban.hub.cases.CaseState.SUBMITTED;
import static cn.tongban.hub.cases.CaseState.SUSPENDED;
import static cn.tongban.hub.cases.CaseState.TERMINATED;
import static cn.tongban.hub.cases.CaseState.TOLERANT_ACCEPTED;
import static cn.tongban.hub.cases.CaseState.WITHDRAWN;
import static cn.tongban.hub.cases.Edge.Guard.CANCEL_EVENT;
import static cn.tongban.hub.cases.Edge.Guard.FORWARDED_UNACCEPTED;
import static cn.tongban.hub.cases.Edge.Guard.INSTANT_ITEM;
import static cn.tongban.hub.cases.Edge.Guard.NONE;
import static cn.tongban.hub.cases.Edge.Guard.STEP_OR_CANCEL;
import static cn.tongban.hub.cases.Edge.Guard.TAKEN_BACK;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The whole life cycle of a case as one closed table: an edge that is not here is not possible. */
public final class CaseEdges {
    private static final @Nullable CaseState START = null;

    private static final List<Edge> EDGES = List.of(
            edge(START, SUBMITTED, "handed in online 网上申报"),
            edge(START, RECEIVED, "handed in at a window 窗口收件"),
            edge(CORRECTING, SUBMITTED, "handed in again online 补正后重新申报"),
            edge(SUBMITTED, RECEIVED, "taken in after the pre-check 预审通过"),
            edge(CORRECTING, RECEIVED, "correction complete 补正完成"),

            edge(SUBMITTED, CORRECTING, "pre-check sends it back 预审退回"),
            edge(RECEIVED, CORRECTING, "one-time notice of all that is missing 一次性告知"),

            edge(RECEIVED, NOT_ACCEPTED, "not accepted, with a reason 不予受理"),
            edge(CORRECTING, NOT_ACCEPTED, "not corrected in time or not correctable 补正不合格"),

            edge(RECEIVED, ACCEPTED, "accepted; the promised limit starts 受理"),
            edge(CORRECTING, ACCEPTED, "accepted with the correction 补正后受理"),
            edge(FORWARDED, ACCEPTED, FORWARDED_UNACCEPTED, "accepted on the deciding side 转办后受理"),
            edge(RECEIVED, TOLERANT_ACCEPTED, "accepted with open debts; the limit starts 容缺受理"),
            edge(CORRECTING, TOLERANT_ACCEPTED, "accepted with open debts after a correction 补正后容缺受理"),

            edge(RECEIVED, FORWARDED, "handed over before acceptance 收件后转办"),
            edge(ACCEPTED, FORWARDED, "handed over to who decides 受理后转办"),
            edge(TOLERANT_ACCEPTED, FORWARDED, "handed over with open debts 容缺受理后转办"),
            edge(FORWARDED, RECEIVED, TAKEN_BACK, "taken back to where it was 转办撤回"),
            edge(FORWARDED, ACCEPTED, TAKEN_BACK, "taken back to where it was 转办撤回"),
            edge(FORWARDED, TOLERANT_ACCEPTED, TAKEN_BACK, "taken back to where it was 转办撤回"),

            edge(ACCEPTED, IN_REVIEW, "review begins 开始审核"),
            edge(TOLERANT_ACCEPTED, IN_REVIEW, "review begins, debts open 容缺审核"),
            edge(FORWARDED, IN_REVIEW, "claimed by who decides 承办认领"),
            edge(IN_REVIEW, RECEIVED, TAKEN_BACK, "given back by who had claimed it 认领后退回转办"),
            edge(IN_REVIEW, ACCEPTED, TAKEN_BACK, "given back by who had claimed it 认领后退回转办"),
            edge(IN_REVIEW, TOLERANT_ACCEPTED, TAKEN_BACK, "given back by who had claimed it 认领后退回转办"),
            edge(SUSPENDED, IN_REVIEW, "special procedure over, the clock runs again 特别程序结束"),
            edge(IN_REVIEW, SUSPENDED, "special procedure, the clock stops 特别程序开始"),

            edge(IN_REVIEW, DECIDED, "granted or refused 作出决定"),
            edge(ACCEPTED, DECIDED, INSTANT_ITEM, "decided at once 即办件当场决定"),

            edge(SUBMITTED, WITHDRAWN, STEP_OR_CANCEL, "by the applicant 申请人撤回"),
            edge(RECEIVED, WITHDRAWN, STEP_OR_CANCEL, "by the applicant 申请人撤回"),
            edge(CORRECTING, WITHDRAWN, STEP_OR_CANCEL, "by the applicant 申请人撤回"),
            edge(ACCEPTED, WITHDRAWN, STEP_OR_CANCEL, "by the applicant 申请人撤回"),
            edge(TOLERANT_ACCEPTED, WITHDRAWN, STEP_OR_CANCEL, "by the applicant 申请人撤回"),
            edge(FORWARDED, WITHDRAWN, STEP_OR_CANCEL, "by the applicant 申请人撤回"),
            edge(IN_REVIEW, WITHDRAWN, STEP_OR_CANCEL, "by the applicant 申请人撤回"),
            edge(SUSPENDED, WITHDRAWN, STEP_OR_CANCEL, "by the applicant 申请人撤回"),

            edge(SUBMITTED, TERMINATED, "by the authority 退件"),
            edge(RECEIVED, TERMINATED, "by the authority 退件"),
            edge(CORRECTING, TERMINATED, "by the authority 补正超时退件"),
            edge(ACCEPTED, TERMINATED, "by the authority 终止办理"),
            edge(TOLERANT_ACCEPTED, TERMINATED, "by the authority 终止办理"),
            edge(FORWARDED, TERMINATED, "by the authority 终止办理"),
            edge(IN_REVIEW, TERMINATED, "by the authority 终止办理"),
            edge(SUSPENDED, TERMINATED, "by the authority 终止办理"),

            edge(DECIDED, CLOSED, "result entered 办结"),
            edge(WITHDRAWN, CLOSED, "closed after the withdrawal 撤件办结"),
            edge(TERMINATED, CLOSED, "closed after the termination 退件办结"),

            edge(CLOSED, ISSUED, "licence made 制证出件"),
            edge(ISSUED, DELIVERED, "handed out, posted or electronic 送达"),
            edge(DELIVERED, ISSUED, CANCEL_EVENT, "delivery cancelled, such as EMS 743 妥投撤销"),

            edge(CLOSED, REVOKED, "revoked 撤销"),
            edge(ISSUED, REVOKED, "revoked 撤销"),
            edge(DELIVERED, REVOKED, "revoked 撤销"));

    private static final Map<Optional<CaseState>, List<Edge>> BY_FROM =
            EDGES.stream().collect(Collectors.groupingBy(e -> Optional.ofNullable(e.from())));

    private CaseEdges() {}

    /** The table, in the order in which it is read. */
    public static List<Edge> all() {
        return EDGES;
    }

    /** The edges out of a state; out of null for a new case. */
    static List<Edge> from(@Nullable CaseState state) {
        return BY_FROM.getOrDefault(Optional.ofNullable(state), List.of());
    }

    private static Edge edge(@Nullable CaseState from, CaseState to, String note) {
        return new Edge(from, to, NONE, note);
    }

    private static Edge edge(@Nullable CaseState from, CaseState to, Edge.Guard guard, String note) {
        return new Edge(from, to, guard, note);
    }
}
