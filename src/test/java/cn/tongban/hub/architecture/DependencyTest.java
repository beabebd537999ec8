package cn.tongban.hub.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may use whom. The table is the one of docs/architecture.md; a new arrow is a decision, not an import. */
class DependencyTest {
    private static final String HUB = "cn.tongban.hub.";

    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("support", Set.of()),
            Map.entry("vault", Set.of("support")),
            Map.entry("mapping", Set.of("support")),
            Map.entry("connector", Set.of("support")),
            Map.entry("egress", Set.of("connector", "support")),
            Map.entry("xml", Set.of("mapping", "support")),
            Map.entry("soap", Set.of("xml", "egress", "connector", "support")),
            Map.entry("database", Set.of("support")),
            Map.entry("broker", Set.of("vault", "support")),
            Map.entry("security", Set.of("support")),
            Map.entry("account", Set.of("security", "vault", "support")),
            Map.entry("console", Set.of(
                    "account", "alert", "web", "live", "bulk", "catalogue", "cases", "clock", "connector", "delivery", "deployment", "drift", "egress", "flow", "journal", "parcel", "release", "security", "support")),
            Map.entry("bulk", Set.of("delivery", "vault", "support")),
            Map.entry("alert", Set.of("flow", "source", "clock", "delivery", "connector", "mapping", "support")),
            Map.entry("live", Set.of("support")),
            Map.entry("journal", Set.of("vault", "support")),
            Map.entry("delivery", Set.of("journal", "vault", "support")),
            Map.entry("cases", Set.of("support")),
            Map.entry("blob", Set.of("vault", "support")),
            Map.entry("material", Set.of("blob", "connector", "vault", "support")),
            Map.entry("parcel", Set.of("cases", "journal", "delivery", "vault", "support")),
            Map.entry("promise", Set.of("journal", "support")),
            Map.entry("intake", Set.of(
                    "cases", "journal", "delivery", "material", "parcel", "promise", "vault", "support")),
            Map.entry("flow", Set.of(
                    "intake", "cases", "broker", "connector", "egress", "soap", "xml", "mapping", "journal", "delivery", "material",
                    "parcel", "promise", "blob", "support")),
            Map.entry("source", Set.of("flow", "broker", "connector", "vault", "support")),
            Map.entry("drift", Set.of("flow", "connector", "mapping", "support")),
            Map.entry("clock", Set.of("flow", "cases", "connector", "delivery", "mapping", "support")),
            Map.entry("catalogue", Set.of("flow", "intake", "connector", "mapping", "support")),
            Map.entry("tolerance", Set.of("flow", "intake", "cases", "promise", "mapping", "support")),
            Map.entry("release", Set.of("xml", "connector", "mapping", "support")),
            Map.entry("deployment", Set.of("flow", "trial", "release", "mapping", "support")),
            Map.entry("trial", Set.of(
                    "flow", "intake", "cases", "delivery", "broker", "connector", "mapping", "support")),
            Map.entry("skeleton", Set.of("release", "connector", "mapping", "support")),
            Map.entry("web", Set.of(
                    "alert", "bulk", "live", "flow", "source", "replay", "drift", "deployment", "trial", "release", "security", "catalogue", "clock", "cases",
                    "tolerance", "promise", "journal", "delivery", "material", "parcel", "connector", "egress", "mapping", "vault",
                    "support")),
            Map.entry("replay", Set.of(
                    "flow", "broker", "intake", "delivery", "journal", "connector", "mapping", "vault", "support")),
            Map.entry("backup", Set.of("database", "vault", "support")),
            Map.entry("cli", Set.of("replay", "trial", "drift", "skeleton", "release", "connector", "mapping",
                    "database", "backup", "support")));

    static Stream<String> packages() {
        return MAY_USE.keySet().stream().sorted();
    }

    @Test
    void theTableNamesEveryPackage() {
        Set<String> there = Code.MAIN.stream().map(JavaClass::getPackageName).filter(name -> name.startsWith(HUB))
                .map(name -> name.substring(HUB.length()).split("\\.")[0]).collect(toCollection(TreeSet::new));

        assertThat(there).isEqualTo(new TreeSet<>(MAY_USE.keySet()));
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesOnlyWhatTheTableAllows(String name) {
        Set<String> allowed = MAY_USE.get(name);
        String[] others = MAY_USE.keySet().stream().filter(other -> !other.equals(name) && !allowed.contains(other))
                .map(other -> HUB + other + "..").toArray(String[]::new);

        check(noClasses().that().resideInAPackage(HUB + name + "..").should().dependOnClassesThat(
                resideInAnyPackage(others).or(resideInAPackage("cn.tongban.sandbox.."))));
    }

    @Test
    void noCyclesBetweenThePackages() {
        check(slices().matching("cn.tongban.hub.(*)..").should().beFreeOfCycles());
    }

    @Test
    void hubAndSandboxTalkOverTheWireOnly() {
        check(noClasses().that().resideInAPackage("cn.tongban.hub..")
                .should().dependOnClassesThat().resideInAPackage("cn.tongban.sandbox.."));
        check(noClasses().that().resideInAPackage("cn.tongban.sandbox..")
                .should().dependOnClassesThat().resideInAPackage("cn.tongban.hub.."));
    }

    @Test
    void onlyFlowKnowsCamel() {
        check(noClasses().that().resideOutsideOfPackage(HUB + "flow..")
                .should().dependOnClassesThat().resideInAPackage("org.apache.camel.."));
    }

    /** Envelopes are its business alone; nobody else can hand CXF an address, a header or a file. ADR 0027. */
    @Test
    void onlySoapKnowsCxf() {
        check(noClasses().that().resideOutsideOfPackage(HUB + "soap..").should().dependOnClassesThat().resideInAnyPackage(
                "org.apache.cxf..", "org.apache.wss4j..", "jakarta.xml.ws..", "jakarta.xml.soap.."));
        check(noClasses().that().resideInAPackage(HUB + "soap..").should().dependOnClassesThat().resideInAnyPackage(
                "java.net.http..", "org.apache.cxf.transport.http..", "org.apache.cxf.transport.jms..", "jakarta.servlet.."));
    }

    /** The HTTP component that reads addresses from headers must not come back; see ADR 0006. */
    @Test
    void nobodyUsesTheHttpComponentOfCamel() {
        check(noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.camel.component.http.."));
    }

    @Test
    void onlyTheEdgesKnowTheWeb() {
        check(noClasses().that().resideInAnyPackage(of("support", "vault", "mapping", "connector", "database",
                        "journal", "delivery", "cases", "parcel", "intake", "source", "clock", "promise", "tolerance", "release",
                        "deployment", "skeleton"))
                .should().dependOnClassesThat().resideInAnyPackage(
                        "org.springframework.web..", "org.springframework.http..", "jakarta.servlet.."));
    }

    @Test
    void rulesOfTheTradeKnowNoFramework() {
        check(noClasses().that().resideInAnyPackage(of("mapping", "xml", "connector", "release", "skeleton"))
                .should().dependOnClassesThat().resideInAPackage("org.springframework.."));
        DescribedPredicate<JavaClass> rules = resideInAPackage(HUB + "cases..")
                .and(DescribedPredicate.not(Jdbc.NAMES_IT));
        check(noClasses().that(rules).should().dependOnClassesThat().resideInAPackage("org.springframework.."));
    }

    @Test
    void theEntryPointIsUsedByNobodyInside() {
        check(classes().that().resideInAPackage("cn.tongban.hub").and().haveSimpleNameNotEndingWith("Main")
                .should().onlyHaveDependentClassesThat().resideInAPackage("cn.tongban.hub"));
    }

    private static String[] of(String... names) {
        return Stream.of(names).map(name -> HUB + name + "..").toArray(String[]::new);
    }

    private static void check(ArchRule rule) {
        rule.check(Code.MAIN);
    }
}
