package cn.tongban.hub.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;

/** What counts as SQL, and who may hold it. */
final class Jdbc {
    private static final Set<String> CLIENTS = Set.of(
            "org.springframework.jdbc.core.JdbcTemplate",
            "org.springframework.jdbc.core.JdbcOperations",
            "org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate",
            "org.springframework.jdbc.core.simple.JdbcClient");

    /** Spring's clients. Wiring may name one to hand it on; only a repository calls it. */
    static final DescribedPredicate<JavaClass> CLIENT =
            DescribedPredicate.describe("a JDBC client", type -> CLIENTS.contains(type.getName()));

    static final DescribedPredicate<JavaAccess<?>> CALL_OF_A_CLIENT = DescribedPredicate.describe(
            "call a JDBC client", access -> CLIENTS.contains(access.getTargetOwner().getName()));

    /** SQLException is left out: to judge a failure is not SQL. */
    static final DescribedPredicate<JavaClass> SQL_TYPE = DescribedPredicate.describe("types of java.sql or javax.sql",
            type -> (type.getPackageName().equals("java.sql") || type.getPackageName().equals("javax.sql"))
                    && !type.getSimpleName().equals("SQLException"));

    /** Repositories with all that is nested in them, and the package that keeps the database itself. */
    static final DescribedPredicate<JavaClass> OWNER = DescribedPredicate.describe("repositories",
            type -> outermost(type).getSimpleName().endsWith("Repository")
                    || type.getPackageName().startsWith("cn.tongban.hub.database"));

    static final DescribedPredicate<JavaClass> NAMES_IT = DescribedPredicate.describe("name a JDBC client",
            type -> OWNER.test(type) || type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(dependency -> CLIENT.test(dependency.getTargetClass())));

    private Jdbc() {}

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(Jdbc::outermost).orElse(type);
    }
}
