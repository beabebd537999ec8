package cn.tongban.hub.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;

/** The compiled code that the rules look at, read once. */
final class Code {
    static final JavaClasses MAIN = new ClassFileImporter().importPath(Path.of("target/classes/cn/tongban"));
    static final JavaClasses TESTS = new ClassFileImporter()
            .importPaths(
                    Path.of("target/test-classes/cn/tongban/hub"), Path.of("target/test-classes/cn/tongban/sandbox"));

    private Code() {}
}
