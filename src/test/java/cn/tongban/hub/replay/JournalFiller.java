package cn.tongban.hub.replay;

import cn.tongban.hub.journal.JournalRepository;
import cn.tongban.hub.journal.NewMessage;
import cn.tongban.hub.journal.RefusalRepository;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.ContractLibrary;
import cn.tongban.hub.mapping.MappingLibrary;
import cn.tongban.hub.support.Digests;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.Ids;
import cn.tongban.hub.vault.DataKey;
import cn.tongban.hub.vault.DataKeys;
import cn.tongban.hub.vault.Vault;
import cn.tongban.hub.web.RunningHub;
import cn.tongban.sandbox.citywindow.SyntheticCase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes traffic into the journal as doors and sources would have left it: cases, steps, their deliveries, refusals. */
public final class JournalFiller {
    public static final int REFUSALS = 20;
    private static final int BATCH = 500;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final OffsetDateTime MORNING = OffsetDateTime.parse("2026-03-16T09:30:00+08:00");

    private final RunningHub hub;
    private final String digest;
    private final MappingLibrary mappings;
    private final ContractLibrary contracts;
    private final Map<String, DataKey> keys = new HashMap<>();
    private final List<NewMessage> messages = new ArrayList<>();
    private final List<Object[]> deliveries = new ArrayList<>();
    private final boolean hasFee;
    private Instant at;

    public JournalFiller(RunningHub hub, BundleFiles bundle, Instant first) {
        this.hub = hub;
        this.digest = bundle.digest();
        this.mappings = MappingLibrary.compile(bundle);
        this.contracts = ContractLibrary.compile(bundle);
        this.hasFee = bundle.text("connectors/city-window/contract/case-submission.schema.json").contains("\"fee\"");
        this.at = first;
    }

    /** Three cases and one step in four messages; the instant of the last one. */
    public Instant fill(int count) {
        for (int n = 0; n < count; n++) {
            at = at.plusMillis(2);
            if (n % 4 == 3) {
                step(n);
            } else {
                submission(n);
            }
            if (messages.size() == BATCH) {
                flush();
            }
        }
        flush();
        return at;
    }

    /** Documents that the contract did not let in: a telephone number that is none. */
    public void refuse() {
        for (int n = 0; n < REFUSALS; n++) {
            ObjectNode document = submitted(n);
            document.withObjectProperty("contact").put("mobile", "0916-22" + n);
            at = at.plusMillis(2);
            hub.bean(RefusalRepository.class).keep("city-window", ErrorCode.CONTRACT_VIOLATION,
                    contracts.validate("city-window/case-submission", document, LocalDate.of(2026, 3, 16)).errors(), at,
                    document.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void submission(int n) {
        ObjectNode document = submitted(n);
        String caseNo = document.path("projectNo").asText();
        add("city-window", "case.submitted", "case.submitted", caseNo, document,
                "city-window/case-submission-to-canonical", "city-platform");
    }

    /** As varied as real ones: what is optional is there or not. */
    private ObjectNode submitted(int n) {
        ObjectNode document = SyntheticCase.of(n, MORNING).document();
        ObjectNode applicant = document.withObjectProperty("applicant");
        ObjectNode contact = document.withObjectProperty("contact");
        if (n % 50 == 0) {
            applicant.put("name", applicant.path("name").asText() + " ");
        }
        if (n % 5 == 0) {
            applicant.remove("legalName");
        }
        if (n % 6 == 0) {
            contact.remove("address");
        }
        if (n % 7 == 0) {
            document.remove("window");
        }
        if (n % 3 == 0) {
            applicant.put("type", "1");
        }
        var materials = document.withArrayProperty("materials");
        while (materials.size() > 3) {
            materials.remove(3);
        }
        ObjectNode second = ((ObjectNode) materials.get(1)).put("getType", String.valueOf(n % 7 + 1));
        if (n % 7 == 6) {
            // A letter of commitment in place of a proof.
            second.put("name", "经营场所使用证明");
            document.withArrayProperty("commitments").addObject().put("materialName", "经营场所使用证明")
                    .put("content", "所填场所真实、合法").put("consequence", "承诺不实的,撤销登记").put("signDate", "2026-03-16")
                    .put("signatureNo", "M3");
        }
        if (n % 4 == 0) {
            ((ObjectNode) materials.get(2)).remove("pages");
        }
        if (n % 10_000 == 21) {
            ((ObjectNode) materials.get(0)).put("pages", 99_990);
        }
        return hasFee ? document.put("fee", 1200 + n) : document;
    }

    private void step(int n) {
        String caseNo = SyntheticCase.caseNo(n - 1);
        ObjectNode document = JsonNodeFactory.instance.objectNode()
                .put("stepId", "ST" + n).put("projNo", caseNo).put("status", "10")
                .put("statusTime", "2026-03-24T11:00:00+08:00").put("handler", "测试丙")
                .put("dept", "市行政审批服务局(示例)").put("opinion", "准予许可").put("resultCode", "0")
                .put("certNo", "JY-TEST-" + n);
        add("city-platform", "case.decided", "case.step", caseNo, document, "city-platform/step-to-canonical", "city-window");
    }

    private void add(String connector, String type, String document, String caseNo, ObjectNode body, String mapping,
            String destination) {
        Vault vault = hub.bean(Vault.class);
        UUID id = Ids.next(at);
        JsonNode canonical = mappings.map(mapping, body, StandIn.context(at, id.toString(), Map.of("caseNo", caseNo)));
        DataKey key = keys.computeIfAbsent(caseNo, any -> vault.newDataKey());
        byte[] original = body.toString().getBytes(StandardCharsets.UTF_8);
        messages.add(new NewMessage(id, connector, type, caseNo, caseNo, document, "application/json", "", digest, at,
                Digests.sha256(original), vault.seal(key, id, "original", original),
                vault.seal(key, id, "canonical", Documents.write(canonical))));
        deliveries.add(new Object[] {Ids.next(at), id, destination, caseNo, 1L, caseNo, type, "delivered", Timestamp.from(at)});
    }

    private void flush() {
        DataKeys stored = hub.bean(DataKeys.class);
        stored.insert(keys);
        hub.bean(JournalRepository.class).ensureMonth(at.atZone(ZONE).toLocalDate());
        hub.bean(JournalRepository.class).insert(messages);
        new JdbcTemplate(hub.pg().dataSource()).batchUpdate(
                """
                insert into delivery (id, message_id, destination, order_key, position, case_no, type, state, recorded_at, hops)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
                """,
                deliveries);
        // A test before may have used the same case numbers with other keys.
        keys.forEach(stored::remember);
        keys.clear();
        messages.clear();
        deliveries.clear();
    }
}
