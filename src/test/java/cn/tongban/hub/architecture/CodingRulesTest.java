package cn.tongban.hub.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Habits of the whole code base that a reader may rely on. */
class CodingRulesTest {
    private static final Set<String> VANILLA =
            Set.of(Throwable.class.getName(), Exception.class.getName(), RuntimeException.class.getName(),
                    Error.class.getName());

    private static final DescribedPredicate<JavaAccess<?>> VANILLA_EXCEPTION = describe("make a nameless exception",
            access -> access.getName().equals("<init>") && VANILLA.contains(access.getTargetOwner().getName())
                    && !access.getOriginOwner().isAssignableTo(Throwable.class));

    private static final DescribedPredicate<JavaAccess<?>> NOW = describe("ask the machine for the time",
            access -> access instanceof JavaCall<?> call && (isNow(call) || isMillis(call)));

    private static final DescribedPredicate<JavaAccess<?>> SYSTEM_CLOCK = describe("make a clock of their own",
            access -> access.getTargetOwner().isEquivalentTo(Clock.class) && access.getName().startsWith("system"));

    private static final DescribedPredicate<JavaAccess<?>> SLEEP = describe("sleep", access ->
            access.getName().equals("sleep") && Set.of("java.lang.Thread", "java.util.concurrent.TimeUnit")
                    .contains(access.getTargetOwner().getName()));

    private static final DescribedPredicate<JavaClass> ENTRY_POINTS = describe("the entry points", type ->
            Set.of("cn.tongban.hub.HubApplication", "cn.tongban.hub.cli.HubCli", "cn.tongban.sandbox.SandboxMain")
                    .contains(type.getName()));

    @Test
    void onlyRepositoriesSpeakSql() {
        noClasses().that(DescribedPredicate.not(Jdbc.OWNER))
                .should().accessTargetWhere(Jdbc.CALL_OF_A_CLIENT).check(Code.MAIN);
        noClasses().that(DescribedPredicate.not(Jdbc.OWNER)).and().haveSimpleNameNotEndingWith("Configuration")
                .and().doNotHaveFullyQualifiedName("cn.tongban.hub.support.RowArrays")
                .should().dependOnClassesThat(Jdbc.SQL_TYPE).check(Code.MAIN);
        noFields().that().areDeclaredInClassesThat(DescribedPredicate.not(Jdbc.OWNER))
                .should().haveRawType(Jdbc.CLIENT).check(Code.MAIN);
    }

    @Test
    void exceptionsSayWhatTheyAre() {
        noClasses().should().accessTargetWhere(VANILLA_EXCEPTION).check(Code.MAIN);
    }

    @Test
    void timeComesFromAnInjectedClock() {
        noClasses().that().resideOutsideOfPackage("cn.tongban.hub.support..").should().accessTargetWhere(NOW)
                .check(Code.MAIN);
        noClasses().that(DescribedPredicate.not(ENTRY_POINTS)).should().accessTargetWhere(SYSTEM_CLOCK)
                .check(Code.MAIN);
    }

    @Test
    void nothingIsInjectedIntoFieldsOrSetters() {
        DescribedPredicate<com.tngtech.archunit.core.domain.JavaAnnotation<?>> injection = describe("inject",
                annotation -> Set.of("Autowired", "Value", "Inject", "Resource")
                        .contains(annotation.getRawType().getSimpleName()));

        noFields().should().beAnnotatedWith(injection).check(Code.MAIN);
        noMethods().should().beAnnotatedWith(injection).check(Code.MAIN);
    }

    @Test
    void testsWaitForAConditionAndNeverSleep() {
        noClasses().should().accessTargetWhere(SLEEP).check(Code.TESTS);
    }

    /** now() and now(zone) read the machine's clock; now(clock) reads the injected one. */
    private static boolean isNow(JavaCall<?> call) {
        return call.getName().equals("now") && call.getTargetOwner().getPackageName().startsWith("java.time")
                && call.getTarget().getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
    }

    private static boolean isMillis(JavaCall<?> call) {
        return call.getName().equals("currentTimeMillis")
                || call.getName().equals("<init>") && call.getTargetOwner().getName().equals("java.util.Date")
                        && call.getTarget().getRawParameterTypes().isEmpty();
    }
}
