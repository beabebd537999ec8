package cn.tongban.hub.flow;

import cn.tongban.hub.intake.Recording;
import cn.tongban.hub.mapping.BundleFiles;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The test bundle with a ministry that speaks SOAP. */
final class SoapBundle {
    static final String PASSWORD = "province-password";
    static final String NEXT = "province-password-next";
    static final String OWN = "own-password";

    private static final Path FOLDER = Path.of("src/test/resources/soap-bundle");
    private static final String CONNECTOR = "connectors/ministry/connector.yaml";

    final Bundles bundles = new Bundles();

    SoapBundle() {
        BundleFiles files = BundleFiles.fromDirectory(FOLDER);
        files.paths().forEach(path -> bundles.file(path, files.text(path)));
        bundles.environment.put("HUB_SECRET_MINISTRY_DOOR_PASSWORD", PASSWORD);
        bundles.environment.put("HUB_SECRET_MINISTRY_DOOR_PASSWORD_NEXT", NEXT);
        bundles.environment.put("HUB_SECRET_MINISTRY_OWN_PASSWORD", OWN);
    }

    SoapBundle connector(String was, String is) {
        return file(CONNECTOR, was, is);
    }

    SoapBundle file(String path, String was, String is) {
        String text = bundles.overlay.get(path);
        if (!text.contains(was)) {
            throw new AssertionError(was + " is not in " + path);
        }
        bundles.file(path, text.replace(was, is));
        return this;
    }

    SoapBundle service(String address) {
        bundles.environment.put("HUB_CONNECTOR_MINISTRY_SERVICE_URL", address);
        return this;
    }

    static String step(String id, String opinion) {
        return "<m:pushStep xmlns:m='urn:test:ministry'><m:stepId>" + id + "</m:stepId><m:caseNo>P-1</m:caseNo>"
                + "<m:state>IN_REVIEW</m:state><m:at>2026-03-16T09:40:00+08:00</m:at><m:opinion>" + opinion
                + "</m:opinion></m:pushStep>";
    }

    /** Of a step as it was recorded. */
    static String opinion(Recording recording) {
        try {
            return new ObjectMapper().readTree(recording.canonical()).path("opinion").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
