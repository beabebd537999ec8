package cn.tongban.hub.flow;

import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.connector.SecretLoader;
import cn.tongban.hub.egress.Egress;
import cn.tongban.hub.intake.Receipt;
import cn.tongban.hub.intake.Recording;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.material.MaterialStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** The test bundle, read from the class path's folder, with files replaced and settings overridden. */
final class Bundles {
    static final String DOOR_KEY = "desk-door-key";
    static final String TASK = "11610700Y00000016L3000131999000";

    private static final Path FOLDER = Path.of("src/test/resources/flow-bundle");

    final Map<String, String> overlay = new TreeMap<>();
    final Map<String, String> environment = new TreeMap<>();
    final ConcurrentLinkedQueue<Recording> recorded = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<RefusedBytes.Refusal> refused = new ConcurrentLinkedQueue<>();
    Intake intake = this::record;
    CaseRecords records = CaseRecords.NONE;
    MaterialStore materials = new NoMaterials();
    Path secrets = Path.of("none");
    Egress egress = new Egress(Path.of("none"), Clock.systemUTC());

    Bundles() {
        environment.put("HUB_SECRET_DESK_DOOR_KEY", DOOR_KEY);
        environment.put("HUB_SECRET_DESK_CALLBACK_KEY", "desk-callback-key");
        environment.put("HUB_SECRET_OFFICE_SIGN_KEY", "office-sign-key");
    }

    Bundles file(String path, String text) {
        overlay.put(path, text);
        return this;
    }

    Bundles office(String baseUrl) {
        environment.put("HUB_CONNECTOR_OFFICE_BASE_URL", baseUrl);
        return this;
    }

    Bundles desk(String baseUrl) {
        environment.put("HUB_CONNECTOR_DESK_BASE_URL", baseUrl);
        return this;
    }

    /** A file of the test bundle as it is on disk. */
    String text(String path) {
        return BundleFiles.fromDirectory(FOLDER).text(path);
    }

    Bundle read() {
        Map<String, byte[]> bytes = new TreeMap<>();
        overlay.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return read(BundleFiles.fromDirectory(FOLDER).with(BundleFiles.of(bytes)));
    }

    Bundle read(BundleFiles files) {
        Function<String, String> variables = environment::get;
        return new BundleLoader(variables, new SecretLoader(variables, secrets, false), egress).read(files);
    }

    final java.util.List<cn.tongban.hub.broker.PartyMail> posted = new java.util.concurrent.CopyOnWriteArrayList<>();
    private final java.util.Set<String> nonces = java.util.concurrent.ConcurrentHashMap.newKeySet();

    FlowPorts ports() {
        return new FlowPorts(
                recording -> intake.record(recording), Bundles::find, refused::add, nonces::add, materials,
                (caseNo, destination) -> records.of(caseNo, destination), Clock.systemUTC(), posted::add, ItemDesk.OPEN);
    }

    BundleContext start() {
        return BundleContext.start(read(), ports());
    }

    private Receipt record(Recording recording) {
        recorded.add(recording);
        return new Receipt("{\"messageId\":\"m-1\",\"caseNo\":\"" + recording.caseNo() + "\"}", false);
    }

    private static Optional<CaseLookup.CaseView> find(String connector, String caseNo) {
        Instant at = Instant.parse("2026-03-16T01:30:00Z");
        return caseNo.equals("P-1")
                ? Optional.of(new CaseLookup.CaseView(caseNo, CaseState.RECEIVED, at,
                        List.of(new CaseLookup.StepView(CaseState.RECEIVED, at, "APPLIED"))))
                : Optional.empty();
    }
}
