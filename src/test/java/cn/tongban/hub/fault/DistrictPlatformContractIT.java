package cn.tongban.hub.fault;

import cn.tongban.sandbox.citywindow.SyntheticCase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.awaitility.Awaitility;

/** The district's platform: it is handed cases and materials, and the hub reads its tables. */
class DistrictPlatformContractIT extends ConnectorContract {
    private static final String ITEM = "11610700Y00000024F4000125999000";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private DistrictTables tables;
    private int serial;

    @Override
    public String connector() {
        return "district-platform";
    }

    @Override
    public World start(Path folder) {
        tables = DistrictTables.start(folder.resolve("exchange"));
        return World.start(folder, tables, hub -> hub);
    }

    @Override
    public void stop() {
        tables.close();
    }

    @Override
    public SandboxSystem partner() {
        return world().district();
    }

    @Override
    public String operation() {
        return "submit";
    }

    @Override
    public String begin() {
        String caseNo = ITEM + "20260316%04d".formatted(++serial);
        SyntheticCase made = SyntheticCase.of(serial, caseNo, OffsetDateTime.now(Clock.system(ZONE)).minusDays(1));
        made.document().put("taskCode", ITEM).put("taskName", "企业设立(示例)");
        world().handIn(made);
        return caseNo;
    }

    @Override
    public void follow(String caseNo) {
        cases().supply(caseNo);
    }

    @Override
    public Arrival arrival() {
        String caseNo = begin();
        cases().await(caseNo, "FORWARDED");
        rows(caseNo, "accept");
        Awaitility.await("its parent row").atMost(World.PATIENCE).until(() -> world().database().number(
                "select count(*) from message where type = 'case.accepted' and case_no = '" + caseNo + "'") == 1);
        return new Row(tables, caseNo, LocalDateTime.now(Clock.system(ZONE)).minusMinutes(10).withNano(0));
    }

    @Override
    public String finish(String caseNo) {
        if (cases().state(caseNo).equals("IN_REVIEW")) {
            rows(caseNo, "result", "close");
        } else {
            rows(caseNo, "accept", "claim", "result", "close");
        }
        return "CLOSED";
    }

    @Override
    public Map<Scenario, String> cannotHappen() {
        return Map.of(
                Scenario.EXPIRED_TICKET, "each request is signed for itself; there is no ticket",
                Scenario.WRONG_SIGNATURE, "rows bear no signature: the hub logs in at the platform's own database",
                Scenario.WRONG_CHARSET, "the database knows the charset of its texts and holds no other bytes");
    }

    private void rows(String caseNo, String... steps) {
        String wishes = "{\"step\":\"" + String.join("\"},{\"step\":\"", steps) + "\"}";
        world().district().command("POST", "cases/" + caseNo + "/rows", "{\"rows\":[" + wishes + "]}");
    }

    /** One row of the table of steps, written again and again by its owner. */
    private record Row(DistrictTables tables, String caseNo, LocalDateTime at) implements Arrival {
        private static final String WRITE = """
                insert into up_pro_process (row_guid, project_no, process_name, event_name, event_start_time,
                    handle_user_name, cd_operation, cd_time, create_time, update_time, version)
                values ('CT-%1$s', '%1$s', '承办', '06', '%2$s', '测试承办员', 'I', '%3$s', '%3$s', '%3$s', 1)
                on conflict (row_guid) do update set event_start_time = excluded.event_start_time
                """;

        @Override
        public Heard say(Form form) {
            String text = at.format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"));
            tables.execute(WRITE.formatted(caseNo, form == Form.MALFORMED ? "昨天下午" : text, text));
            return Heard.NOTHING;
        }
    }
}
