package cn.tongban.hub.release;

import cn.tongban.hub.mapping.BundleFiles;
import java.util.List;

/** Checks a bundle without running it. A bundle with an error cannot be deployed. */
public final class BundleValidator {
    private BundleValidator() {}

    /** All findings, by file and line; empty when nothing is wrong or odd. */
    public static List<Finding> validate(BundleFiles files) {
        FindingList findings = new FindingList();
        BundleViewReader reader = new BundleViewReader(files, findings);
        BundleView view = reader.read();
        new RouteShapeRules(view, findings).check();
        new EndpointRules(view, findings).check();
        new FlowRules(view, findings).check();
        StepRules steps = new StepRules(findings);
        view.routes().forEach(route -> steps.route(route.steps()));
        KameletRules kamelets = new KameletRules(findings);
        view.kamelets().values().forEach(kamelets::check);
        new TableRules(view, findings).check(reader.items());
        SecretRules.check(files, findings);
        return findings.sorted();
    }
}
