package cn.tongban.hub.cli;

import cn.tongban.hub.trial.Fault;
import cn.tongban.hub.trial.TestReport;
import cn.tongban.hub.trial.TestResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The results as JUnit XML, which every build server reads. */
final class JUnitFile {
    private final XMLStreamWriter xml;

    private JUnitFile(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static void write(Path file, TestReport report) {
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(writer);
            new JUnitFile(xml).suites(report);
            xml.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("results can be written as XML", e);
        }
    }

    private void suites(TestReport report) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuites");
        for (TestResult.Kind kind : TestResult.Kind.values()) {
            suite(kind.name().toLowerCase(Locale.ROOT),
                    report.results().stream().filter(result -> result.kind() == kind).toList());
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void suite(String name, List<TestResult> results) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", name);
        xml.writeAttribute("tests", Integer.toString(results.size()));
        xml.writeAttribute("failures", Long.toString(results.stream().filter(result -> !result.passed()).count()));
        for (TestResult result : results) {
            one(result);
        }
        xml.writeEndElement();
    }

    private void one(TestResult result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", result.subject());
        xml.writeAttribute("name", plain(result.name()));
        xml.writeAttribute("file", result.file());
        xml.writeAttribute("line", Integer.toString(result.line()));
        xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", result.millis() / 1000.0));
        if (!result.passed()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", plain(result.faults().get(0).message()));
            xml.writeCharacters(plain(result.faults().stream().map(Fault::toString).collect(Collectors.joining("\n"))));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** XML has no place for most control characters, escaped or not. */
    private static String plain(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]", "?");
    }
}
