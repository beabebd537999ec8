package cn.tongban.hub.release;

import cn.tongban.hub.mapping.BundleFiles;
import java.util.List;

/** Checks a bundle without running it. A bundle with an error cannot be deployed. */
public final class BundleValidator {
    private BundleValidator() {}

    /** All findings, by file and line; empty when nothing is wrong or odd. */
    public static List<Finding> validate(BundleFiles files) {
        return validate(files, BundlePolicy.standard());
    }

    /** As above, within what an installation allows. */
    public static List<Finding> validate(BundleFiles files, BundlePolicy policy) {
        FindingList findings = new FindingList();
        LimitRules limits = new LimitRules(policy, findings);
        limits.files(files);
        BundleViewReader reader = new BundleViewReader(files, findings);
        BundleView view = reader.read();
        new RouteShapeRules(view, findings).check();
        new EndpointRules(view, findings).check();
        new SoapRules(view, findings).check();
        new FlowRules(view, findings).check();
        StepRules steps = new StepRules(findings);
        view.routes().forEach(route -> steps.route(route.steps()));
        KameletRules kamelets = new KameletRules(findings);
        view.kamelets().values().forEach(kamelets::check);
        new TableRules(view, findings).check(reader.items());
        new CalendarRules(files, findings).check();
        new ToleranceRules(files, findings).check();
        new KameletCallRules(view, findings).check();
        new CodeExampleRules(view, findings).check();
        new CodeContractRules(view, findings).check();
        new StepOrderRules(view, findings).check();
        new ContractFlowRules(view, findings).check();
        new OptionRules(view, findings).check();
        new PlaceholderRules(view, findings).check();
        new SourceRules(view, findings).check();
        new SchemaFileRules(view, findings).check();
        new GoldenFileRules(view, findings).check();
        new SampleRules(view, findings).check();
        new LayoutRules(view, findings).check();
        new RouteTestRules(view, findings, policy.routeTests()).check();
        limits.view(view);
        SecretRules.check(files, findings);
        // Last, for it keeps silent where another rule has said more.
        new CamelSchemaRules(view, findings).check();
        return findings.sorted();
    }
}
