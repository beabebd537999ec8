package cn.tongban.hub.flow;

import cn.tongban.hub.cases.CaseQueries;
import cn.tongban.hub.cases.CaseSummary;
import java.util.List;
import java.util.Optional;

/** Case look-up from the hub's own store, for the parties of the case only. */
final class StoredCases implements CaseLookup {
    private final CaseQueries queries;

    StoredCases(CaseQueries queries) {
        this.queries = queries;
    }

    @Override
    public Optional<CaseView> find(String connector, String caseNo) {
        return queries.find(caseNo)
                .filter(known -> known.origin().equals(connector) || known.handler().equals(connector))
                .map(this::view);
    }

    private CaseView view(CaseSummary known) {
        List<StepView> steps = queries.timeline(known.caseNo()).stream()
                .map(line -> new StepView(line.state(), line.at(), line.decision().name()))
                .toList();
        return new CaseView(
                known.caseNo(),
                known.state(),
                known.newestStepAt() == null ? known.createdAt() : known.newestStepAt(),
                steps);
    }
}
