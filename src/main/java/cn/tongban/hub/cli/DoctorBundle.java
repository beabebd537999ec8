package cn.tongban.hub.cli;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.release.BundleValidator;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Redaction;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The zip for whoever helps from afar: what this machine says, and what a running hub says of itself. */
final class DoctorBundle {
    private final Environment environment;
    private final Redaction redaction;

    DoctorBundle(Environment environment) {
        this.environment = environment;
        this.redaction = new Redaction(Stream.concat(
                        environment.variables().entrySet().stream()
                                .filter(variable -> variable.getKey().matches(
                                        "HUB_SECRET_.*|HUB_TOKEN|HUB_DB_PASSWORD|HUB_DB_USER"))
                                .map(Map.Entry::getValue),
                        files())
                .collect(Collectors.toSet()));
    }

    /** @param running the hub's own zip; empty when it does not run or does not let us */
    void write(Path file, List<Check> checks, byte[] running) throws IOException {
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            Map<String, String> parts = new TreeMap<>();
            parts.put("machine/checks.txt", checks.stream()
                    .map(check -> check.state() + " " + check.name() + " " + check.en())
                    .collect(Collectors.joining("\n")));
            parts.put("machine/configuration.json", json(redaction.variables(environment.variables())));
            parts.put("machine/versions.json", json(versions()));
            parts.put("machine/bundle.txt", findings());
            for (Map.Entry<String, String> part : parts.entrySet()) {
                entry(zip, part.getKey(), redaction.secrets(part.getValue()).getBytes(StandardCharsets.UTF_8));
            }
            copy(running, zip);
        }
    }

    private void copy(byte[] running, ZipOutputStream zip) throws IOException {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(running))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entry(zip, "hub/" + Path.of(entry.getName()).getFileName(), in.readAllBytes());
            }
        }
    }

    private Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        for (String name : List.of("java.version", "java.vm.name", "os.name", "os.arch", "os.version", "file.encoding")) {
            versions.put(name, String.valueOf(System.getProperty(name)));
        }
        versions.put("hub", String.valueOf(DoctorBundle.class.getPackage().getImplementationVersion()));
        return versions;
    }

    private String findings() {
        try {
            BundleFiles files = BundleFolder.installed(environment);
            return "digest " + files.digest() + "\n"
                    + BundleValidator.validate(files, BundleFolder.policy(environment)).stream()
                            .map(Object::toString).collect(Collectors.joining("\n"));
        } catch (HubException e) {
            return "not readable: " + e.code().code();
        }
    }

    /** What lies in files and must not be told, whatever else quotes it. */
    private Stream<String> files() {
        Path data = environment.data();
        List<Path> known = List.of(data.resolve("admin.token"), data.resolve("pg-password"), environment.masterKey());
        try (Stream<Path> secrets = Files.isDirectory(data.resolve("secrets"))
                ? Files.list(data.resolve("secrets")) : Stream.empty()) {
            return Stream.concat(known.stream(), secrets.toList().stream()).map(DoctorBundle::text).toList().stream();
        } catch (IOException e) {
            return known.stream().map(DoctorBundle::text);
        }
    }

    private static String text(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.UTF_8).strip() : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static String json(Object value) {
        try {
            return Output.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A table of texts can be written as JSON", e);
        }
    }
}
