package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.hub.connector.MaterialForm;
import cn.tongban.hub.connector.MaterialSettings;
import cn.tongban.hub.connector.Sm3;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class SourceFilesTest {
    private static final byte[] PDF = "%PDF-1.4\n%%EOF\n".getBytes(StandardCharsets.UTF_8);
    private static final MaterialSettings LIMITS = new MaterialSettings(
            MaterialForm.MTOM, "/content", Duration.ofMinutes(1), 1 << 18, 4096, 6000, 3, 1, Set.of());

    @Test
    void whatIsAsItsSenderSaysIsFine() {
        assertThatCode(() -> check(file("申请书.pdf", PDF, Sm3.hex(PDF)), file("another.pdf", PDF, ""))).doesNotThrowAnyException();
    }

    @Test
    void linesOfBase64AreRead() {
        String lines = Base64.getMimeEncoder(20, "\r\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(PDF);

        assertThatCode(() -> check(new SourceFile("C1", "A1", "a.pdf", "a.pdf", "", "", "", Sm3.hex(PDF), lines)))
                .doesNotThrowAnyException();
    }

    @Test
    void theFileThatIsWrongIsNamed() {
        assertThatThrownBy(() -> check(file("a.pdf", PDF, ""), file("b.pdf", PDF, "0".repeat(64))))
                .isInstanceOfSatisfying(HubException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.MATERIAL_DIGEST_WRONG);
                    assertThat(e.places().get(0).pointer()).startsWith("/files/1");
                });
    }

    @Test
    void everythingIsBounded() {
        byte[] large = Arrays.copyOf(PDF, 5000);

        assertThat(refusal(file("a.pdf", large, ""))).isEqualTo(ErrorCode.MATERIAL_TOO_LARGE);
        assertThat(refusal(file("a.pdf", new byte[0], ""))).isEqualTo(ErrorCode.MATERIAL_EMPTY);
        assertThat(refusal(Collections.nCopies(4, file("a.pdf", PDF, "")).toArray(SourceFile[]::new)))
                .isEqualTo(ErrorCode.MATERIALS_TOO_MANY);
        assertThat(refusal(file("a.pdf", Arrays.copyOf(PDF, 4000), ""), file("b.pdf", Arrays.copyOf(PDF, 4000), "")))
                .isEqualTo(ErrorCode.MATERIALS_TOO_LARGE);
    }

    @Test
    void whatIsNoBase64NoAllowedKindOrHasADangerousNameIsRefused() throws IOException {
        assertThat(refusal(new SourceFile("C1", "A1", "a.pdf", "a.pdf", "", "", "", "", "no base64!"))).isEqualTo(ErrorCode.CONTRACT_VIOLATION);
        assertThat(refusal(file("a.pdf", "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8), ""))).isEqualTo(ErrorCode.MATERIAL_TYPE_REFUSED);
        assertThat(refusal(file("a.png", PDF, ""))).isEqualTo(ErrorCode.MATERIAL_TYPE_MISMATCH);
        assertThat(refusal(file("../a.pdf", PDF, ""))).isEqualTo(ErrorCode.MATERIAL_NAME_INVALID);
        assertThat(refusal(file("a.zip", bomb(), ""))).isEqualTo(ErrorCode.MATERIAL_UNSAFE);
    }

    /** 2 KB that unpack to 64 MB. */
    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] zeros = new byte[1 << 20];
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(inner)) {
            zip.putNextEntry(new ZipEntry("zeros"));
            for (int i = 0; i < 64; i++) {
                zip.write(zeros);
            }
        }
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("inner.zip"));
            zip.write(inner.toByteArray());
        }
        return bytes.toByteArray();
    }

    private static SourceFile file(String name, byte[] bytes, String sm3) {
        return new SourceFile("C1", "A1", name, name, "", "", "", sm3, Base64.getEncoder().encodeToString(bytes));
    }

    private static ErrorCode refusal(SourceFile... files) {
        try {
            check(files);
        } catch (HubException e) {
            return e.code();
        }
        throw new AssertionError("taken in");
    }

    private static void check(SourceFile... files) {
        SourceFiles.check(List.of(files), LIMITS);
    }
}
