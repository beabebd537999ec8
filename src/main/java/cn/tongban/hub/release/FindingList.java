package cn.tongban.hub.release;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Collects findings while a bundle is checked. */
final class FindingList {
    private final List<Finding> findings = new ArrayList<>();

    void error(YamlNode at, String rule, String message) {
        error(at, rule, message, "");
    }

    void error(YamlNode at, String rule, String message, String suggestion) {
        findings.add(new Finding(at.file(), at.line(), at.column(), rule, Severity.ERROR, message, suggestion));
    }

    void error(String file, int line, String rule, String message, String suggestion) {
        findings.add(new Finding(file, line, 1, rule, Severity.ERROR, message, suggestion));
    }

    void warning(String file, int line, String rule, String message) {
        findings.add(new Finding(file, line, 1, rule, Severity.WARNING, message, ""));
    }

    void add(Finding finding) {
        findings.add(finding);
    }

    /** For a name that is none of the known ones; suggests the nearest. */
    void unknown(YamlNode at, String rule, String what, String name, Collection<String> known) {
        error(at, rule, "Unknown " + what + " " + name + ".", DidYouMean.of(name, known));
    }

    /** Something is already said about this line. */
    boolean has(String file, int line) {
        return findings.stream().anyMatch(finding -> finding.line() == line && finding.file().equals(file));
    }

    void warning(YamlNode at, String rule, String message) {
        findings.add(new Finding(at.file(), at.line(), at.column(), rule, Severity.WARNING, message, ""));
    }

    List<Finding> sorted() {
        return findings.stream().distinct().sorted(Finding.BY_PLACE).toList();
    }
}
