package cn.tongban.hub.cli;

import cn.tongban.hub.release.Finding;
import cn.tongban.hub.release.RuleBook;
import cn.tongban.hub.release.Severity;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Findings as files that build servers and code hosts read: JUnit XML and SARIF 2.1.0. */
final class FindingFiles {
    private static final String SARIF = "https://json.schemastore.org/sarif-2.1.0.json";

    private FindingFiles() {}

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new Failure(Exit.USAGE, "无法写入 " + file + "。", "Cannot write " + file + ".");
        }
    }

    /** One case for each file with a finding; a single passed one when there is none, for an empty suite reads as an error. */
    static String junit(List<Finding> findings) {
        Map<String, List<Finding>> files = findings.stream()
                .collect(Collectors.groupingBy(Finding::file, TreeMap::new, Collectors.toList()));
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "hub validate");
            xml.writeAttribute("tests", String.valueOf(Math.max(1, files.size())));
            xml.writeAttribute("failures", String.valueOf(files.size()));
            if (files.isEmpty()) {
                testCase(xml, "bundle", List.of());
            }
            for (Map.Entry<String, List<Finding>> file : files.entrySet()) {
                testCase(xml, file.getKey(), file.getValue());
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            return text + "\n";
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Findings can be written as XML", e);
        }
    }

    private static void testCase(XMLStreamWriter xml, String name, List<Finding> findings) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "validate");
        xml.writeAttribute("name", name);
        if (!findings.isEmpty()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("type", findings.get(0).rule());
            xml.writeAttribute("message", plain(findings.get(0).message()));
            xml.writeCharacters(findings.stream().map(Finding::toString).map(FindingFiles::plain)
                    .collect(Collectors.joining("\n")));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** Names in a finding come from hostile files; XML has no place for control characters. */
    private static String plain(String text) {
        return text.codePoints().map(c -> c == '\n' || c >= 0x20 && c < 0xD800 || c >= 0xE000 && c != 0xFFFE && c != 0xFFFF
                ? c : '?').collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    static String sarif(List<Finding> findings) {
        ObjectNode root = Output.MAPPER.createObjectNode().put("$schema", SARIF).put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "hub validate");
        ArrayNode rules = driver.putArray("rules");
        RuleBook.rules().forEach(rule -> {
            ObjectNode described = rules.addObject().put("id", rule.id());
            described.putObject("shortDescription").put("text", rule.en());
            described.putObject("fullDescription").put("text", rule.zh() + " / " + rule.en());
        });
        ArrayNode results = run.putArray("results");
        findings.forEach(finding -> result(results.addObject(), finding));
        try {
            return Output.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Findings can be written as JSON", e);
        }
    }

    private static void result(ObjectNode result, Finding finding) {
        result.put("ruleId", finding.rule()).put("level", finding.severity() == Severity.ERROR ? "error" : "warning");
        result.putObject("message").put("text", finding.suggestion().isEmpty() ? finding.message()
                : finding.message() + " " + finding.suggestion());
        ObjectNode place = result.putArray("locations").addObject().putObject("physicalLocation");
        place.putObject("artifactLocation").put("uri", finding.file());
        place.putObject("region").put("startLine", Math.max(1, finding.line()))
                .put("startColumn", Math.max(1, finding.column()));
    }
}
