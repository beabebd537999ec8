package cn.tongban.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.security.Scope;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DiagnosticsIT {
    @RegisterExtension
    static final RunningHub HUB = new RunningHub();

    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.UTF_8, Charset.forName("GB18030"), StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

    @Test
    void theZipSaysMuchAndHoldsNothingThatMustNotLeave() throws Exception {
        RecordedCase.record(HUB, "C-1");
        String token = HUB.token(Scope.DIAGNOSE, Scope.AUDIT);

        Map<String, byte[]> parts = parts(token);

        assertThat(parts.keySet()).containsExactly("versions.json", "configuration.json", "health.json", "status.json",
                "certificates.json", "database.json", "bundle.json", "metrics.txt", "threads.txt", "log.txt");
        assertThat(parts.values()).allSatisfy(part ->
                assertThat(new String(part, StandardCharsets.UTF_8)).doesNotStartWith("not available"));
        assertThat(new String(parts.get("database.json"), StandardCharsets.UTF_8)).contains("service_case", "wal_level");
        for (String planted : planted(token)) {
            for (Charset charset : CHARSETS) {
                parts.forEach((name, part) -> assertThat(contains(part, planted.getBytes(charset)))
                        .as(name + " in " + charset).isFalse());
            }
        }
        assertThat(HUB.get("/api/v1/diagnostics", HUB.token(Scope.READ, Scope.OPERATE)).status()).isEqualTo(403);
        assertThat(HUB.get("/api/v1/audit-events", token).raw().body()).contains("diagnostics.read");
    }

    /** What a case, the tokens and the secrets of this hub hold. */
    private static List<String> planted(String token) throws IOException {
        List<String> planted = new ArrayList<>(List.of(RecordedCase.ID_NUMBER, RecordedCase.ID_NUMBER.substring(6), token));
        planted.add(Files.readString(HUB.data().resolve("master.key")).strip());
        planted.add(HUB.pg().password());
        try (Stream<Path> secrets = Files.list(HUB.data().resolve("secrets"))) {
            for (Path secret : secrets.toList()) {
                planted.add(Files.readString(secret).strip());
            }
        }
        return planted.stream().filter(text -> text.length() > 3).toList();
    }

    private static Map<String, byte[]> parts(String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(HUB.url() + "/api/v1/diagnostics"))
                .header("Authorization", "Bearer " + token).build();
        byte[] zip = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                parts.put(entry.getName(), in.readAllBytes());
            }
        }
        return parts;
    }

    private static boolean contains(byte[] whole, byte[] part) {
        return new String(whole, StandardCharsets.ISO_8859_1).contains(new String(part, StandardCharsets.ISO_8859_1));
    }
}
