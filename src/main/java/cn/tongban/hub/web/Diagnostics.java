package cn.tongban.hub.web;

import cn.tongban.hub.egress.Egress;
import cn.tongban.hub.flow.ActiveBundle;
import cn.tongban.hub.flow.Bundle;
import cn.tongban.hub.release.BundlePolicy;
import cn.tongban.hub.release.BundleValidator;
import cn.tongban.hub.security.AuditLog;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.support.DataFolder;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Redaction;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Gathers the diagnostics. A part that cannot be had says why, and the others are there all the same. */
@Component
public final class Diagnostics {
    private static final int LOG_LINES = 500;

    private final ActiveBundle active;
    private final BundlePolicy policy;
    private final Overview overview;
    private final Egress egress;
    private final DiagnosticsRepository database;
    private final ObjectProvider<HealthEndpoint> health;
    private final ObjectProvider<PrometheusMeterRegistry> metrics;
    private final Environment settings;
    private final DataFolder data;
    private final AuditLog audit;
    private final ObjectMapper json;

    Diagnostics(ActiveBundle active, BundlePolicy policy, Overview overview, Egress egress,
            DiagnosticsRepository database, ObjectProvider<HealthEndpoint> health,
            ObjectProvider<PrometheusMeterRegistry> metrics, Environment settings,
            DataFolder data, AuditLog audit, ObjectMapper json) {
        this.active = active;
        this.policy = policy;
        this.overview = overview;
        this.egress = egress;
        this.database = database;
        this.health = health;
        this.metrics = metrics;
        this.settings = settings;
        this.data = data;
        this.audit = audit;
        this.json = json;
    }

    /** A zip of texts, without personal data and secrets; who took it is on record. */
    public byte[] zip(Caller caller) {
        return audit.doing(caller, "diagnostics.read", "hub", "", this::zip);
    }

    private byte[] zip() {
        Redaction redaction = redaction();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, Supplier<String>> part : parts(redaction).entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(redaction.secrets(text(part.getValue())).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new HubException(ErrorCode.INTERNAL, "diagnostics", e);
        }
        return bytes.toByteArray();
    }

    private Map<String, Supplier<String>> parts(Redaction redaction) {
        Map<String, Supplier<String>> parts = new LinkedHashMap<>();
        parts.put("versions.json", () -> json(versions(redaction)));
        parts.put("configuration.json", () -> json(configuration(redaction)));
        parts.put("health.json", () -> json(health.getObject().health()));
        parts.put("status.json", () -> json(overview.fresh()));
        parts.put("certificates.json", () -> json(Map.of(
                "certificates", egress.book().all(), "troubles", egress.book().troubles())));
        parts.put("database.json", () -> json(database.all()));
        parts.put("bundle.json", () -> json(Map.of(
                "digest", active.bundle().files().digest(),
                "findings", BundleValidator.validate(active.bundle().files(), policy).stream()
                        .map(Object::toString).toList())));
        parts.put("metrics.txt", () -> metrics.getObject().scrape());
        parts.put("threads.txt", () -> redaction.line(threads()));
        parts.put("log.txt", () -> log(redaction));
        return parts;
    }

    /** The class of a failure only: its text could hold what must not leave. */
    private static String text(Supplier<String> part) {
        try {
            return part.get();
        } catch (RuntimeException e) {
            return "not available: " + e.getClass().getSimpleName();
        }
    }

    private Redaction redaction() {
        Stream<String> known = active.digest().isPresent() ? active.bundle().secrets().texts() : Stream.of();
        Stream<String> own = Stream.of("hub.db.password", "hub.db.user").map(name -> settings.getProperty(name, ""));
        Stream<String> files = Stream.of("admin.token", "pg-password", "master.key").map(name -> first(data.path().resolve(name)));
        return new Redaction(Stream.of(known, own, files).flatMap(all -> all).collect(Collectors.toSet()));
    }

    private Map<String, Object> versions(Redaction redaction) {
        Map<String, Object> versions = new LinkedHashMap<>();
        versions.put("hub", String.valueOf(Diagnostics.class.getPackage().getImplementationVersion()));
        for (String name : List.of("java.version", "java.vm.name", "os.name", "os.arch", "os.version", "file.encoding")) {
            versions.put(name, System.getProperty(name));
        }
        versions.put("processors", Runtime.getRuntime().availableProcessors());
        versions.put("heap", Runtime.getRuntime().maxMemory());
        versions.put("jvm", ManagementFactory.getRuntimeMXBean().getInputArguments().stream().map(redaction::line).toList());
        versions.put("uptimeMillis", ManagementFactory.getRuntimeMXBean().getUptime());
        versions.put("diskFree", data.path().toFile().getUsableSpace());
        return versions;
    }

    private Map<String, Object> configuration(Redaction redaction) {
        Bundle bundle = active.bundle();
        Map<String, Object> connectors = new TreeMap<>();
        bundle.connectors().all().forEach(connector -> {
            Map<String, String> shown = new TreeMap<>();
            bundle.settings().of(connector.id()).forEach((name, value) -> shown.put(name, redaction.secrets(
                    value.replaceAll("[?].*$", "?***"))));
            connectors.put(connector.id(), Map.of("settings", shown, "secrets", connector.secrets()));
        });
        return Map.of("environment", redaction.variables(System.getenv()), "connectors", connectors);
    }

    private static String threads() {
        return Arrays.stream(ManagementFactory.getThreadMXBean().dumpAllThreads(true, true))
                .map(thread -> thread.getThreadName() + " " + thread.getThreadState() + "\n"
                        + Arrays.stream(thread.getStackTrace()).limit(40).map(frame -> "    " + frame)
                                .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n\n"));
    }

    private String log(Redaction redaction) {
        String file = settings.getProperty("logging.file.name", "");
        if (file.isBlank() || !Files.isReadable(Path.of(file))) {
            return "The hub writes no log file; its console is the log.";
        }
        Deque<String> last = new ArrayDeque<>();
        try (Stream<String> lines = Files.lines(Path.of(file), StandardCharsets.ISO_8859_1)) {
            lines.filter(line -> line.contains(" WARN ") || line.contains(" ERROR ")).forEach(line -> {
                last.addLast(new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
                if (last.size() > LOG_LINES) {
                    last.removeFirst();
                }
            });
        } catch (IOException e) {
            return "The log file cannot be read.";
        }
        return last.stream().map(redaction::line).collect(Collectors.joining("\n"));
    }

    private String json(Object value) {
        try {
            return json.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new HubException(ErrorCode.INTERNAL, "diagnostics", e);
        }
    }

    private static String first(Path file) {
        try {
            return Files.isReadable(file) ? Files.readString(file, StandardCharsets.US_ASCII).strip() : "";
        } catch (IOException e) {
            return "";
        }
    }
}
