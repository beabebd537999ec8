package cn.tongban.hub.web;

import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.Step;
import cn.tongban.hub.intake.Address;
import cn.tongban.hub.intake.CaseEntry;
import cn.tongban.hub.intake.Recorder;
import cn.tongban.hub.intake.Recording;
import cn.tongban.hub.intake.Recording.Identifier;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A case of invented people, recorded as a door would do it. */
public final class RecordedCase {
    public static final String NAME = "测试甲";
    public static final String ID_NUMBER = "610702190001010011";
    public static final String PHONE = "13900000001";
    public static final String FIRM = "汉中示例食品有限公司";
    public static final String CREDIT_CODE = "91610700Y1000001XM";
    public static final List<String> PERSONAL = List.of(NAME, ID_NUMBER, PHONE, FIRM, CREDIT_CODE, "测试乙", "汉台区某路1号");

    private static final String DOCUMENT =
            """
            {"caseNo":"%s","version":1,
             "item":{"taskCode":"11610700Y00000016L3000131999000","catalogCode":"000131999000","name":"食品经营许可(示例)"},
             "projectName":"汉中示例食品有限公司食品经营许可",
             "applicant":{"type":"LEGAL_PERSON","name":"汉中示例食品有限公司","idType":"USCC",
               "idNumber":"91610700Y1000001XM","legalRepresentative":"测试乙"},
             "contact":{"name":"测试甲","idType":"RESIDENT_ID","idNumber":"610702190001010011","phone":"13900000001",
               "address":"汉中市汉台区某路1号"},
             "receivedAt":"2026-03-16T09:30:00+08:00","materials":[],
             "window":{"code":"HT-01","name":"市级事项综合窗口","clerk":"HT001"}}
            """;

    private RecordedCase() {}

    /** Records the case and gives the id of its message. */
    public static UUID record(RunningHub hub, String caseNo) {
        return record(hub, caseNo, "city-platform");
    }

    /** The same, for another destination. */
    public static UUID record(RunningHub hub, String caseNo, String destination) {
        byte[] body = DOCUMENT.formatted(caseNo).getBytes(StandardCharsets.UTF_8);
        Step received = Step.of("1/received", CaseState.RECEIVED, Instant.parse("2026-03-16T01:30:00Z"));
        String receipt = hub.bean(Recorder.class)
                .record(new Recording(
                        "city-window",
                        caseNo + "/1",
                        "case.submitted",
                        caseNo,
                        "case.submitted",
                        "application/json",
                        "",
                        "bundle",
                        body,
                        body,
                        new Address.To(List.of(destination)),
                        new CaseEntry.Submission(1, "11610700Y00000016L3000131999000", false, List.of(received)),
                        List.of(
                                new Identifier("id-number", ID_NUMBER),
                                new Identifier("phone", PHONE),
                                new Identifier("name", NAME),
                                new Identifier("credit-code", CREDIT_CODE)),
                        null))
                .json();
        try {
            return UUID.fromString(
                    new ObjectMapper().readTree(receipt).get("messageId").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
