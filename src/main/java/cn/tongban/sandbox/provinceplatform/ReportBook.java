package cn.tongban.sandbox.provinceplatform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the hub told of its own accord, by request id; each counts once. */
final class ReportBook {
    /**
     * One thing told.
     *
     * @param operation by which it was told
     * @param what the state of a step, the version of a case, the number of a material
     */
    record Report(String reqId, String projId, String operation, String what, String receiptNo) {}

    private final Map<String, Report> reports = new LinkedHashMap<>();
    private final Map<String, Boolean> refused = new HashMap<>();

    /** From now on nothing of this case is taken. @param whole nor is the list in which it comes */
    synchronized void refuse(String projId, boolean whole) {
        refused.put(projId, whole);
    }

    synchronized void refuseNone() {
        refused.clear();
    }

    synchronized boolean refuses(String projId) {
        return refused.containsKey(projId);
    }

    synchronized boolean refusesWhole(String projId) {
        return refused.getOrDefault(projId, false);
    }

    /** The receipt of something that is new. */
    synchronized Report take(String reqId, String projId, String operation, String what) {
        Report report = new Report(reqId, projId, operation, what, "SX-" + (reports.size() + 1));
        reports.put(reqId, report);
        return report;
    }

    synchronized Optional<Report> find(String reqId) {
        return Optional.ofNullable(reports.get(reqId));
    }

    synchronized void restore(Report report) {
        reports.put(report.reqId(), report);
    }

    synchronized List<Report> of(String projId, String operation) {
        List<Report> own = new ArrayList<>(reports.values());
        own.removeIf(report -> !report.projId().equals(projId) || !report.operation().equals(operation));
        return own;
    }
}
