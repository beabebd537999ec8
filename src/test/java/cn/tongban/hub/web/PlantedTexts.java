package cn.tongban.hub.web;

import cn.tongban.hub.account.Accounts;
import cn.tongban.hub.account.Role;
import cn.tongban.hub.cases.CaseRepository;
import cn.tongban.hub.cases.CaseState;
import cn.tongban.hub.cases.Step;
import cn.tongban.hub.catalogue.Items;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.intake.Address;
import cn.tongban.hub.intake.CaseEntry;
import cn.tongban.hub.intake.Recorder;
import cn.tongban.hub.intake.Recording;
import cn.tongban.hub.intake.RegisterEntry;
import cn.tongban.hub.parcel.EventKind;
import cn.tongban.hub.parcel.OrderNo;
import cn.tongban.hub.parcel.ParcelEvent;
import cn.tongban.hub.parcel.ParcelPurpose;
import cn.tongban.hub.parcel.Signer;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.security.Tokens;
import cn.tongban.hub.support.ErrorCode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Script in every text that somebody outside, or a colleague, can bring to a page of the console. */
public final class PlantedTexts {
    public static final String ITEM = "11610700Y00000024F4000118999000";
    private static final String CITY_ITEM = "11610700Y00000016L3000118999000";
    private static final String SCRIPT = "\"'><img src=x onerror=window.hit=1><svg onload=window.hit=1><b class=planted>";
    private static final Instant AT = Instant.parse("2026-03-16T01:30:00Z");

    private final RunningHub hub;
    private final ObjectMapper json = new ObjectMapper();

    public PlantedTexts(RunningHub hub) {
        this.hub = hub;
    }

    /** A text that shows where it came to. */
    public static String text(String mark) {
        return mark + SCRIPT;
    }

    /** Its number passes a pattern at each door, so no script can be in it. */
    public String caseNo() {
        return "C-2026-900000";
    }

    /** Answers of a partner; gives the message's id. */
    public UUID answered(Outcome outcome, String caseNo) {
        hub.bean(HubPorts.Partner.class).answers(outcome);
        return message(caseNo);
    }

    public Outcome dead() {
        return new Outcome.Dead(ErrorCode.UNKNOWN_CODE, text("MK-dead"));
    }

    public Outcome doubtful() {
        return new Outcome.Doubtful(ErrorCode.ANSWER_LOST, text("MK-doubt"));
    }

    public Outcome delivered() {
        return new Outcome.Delivered(text("MK-receipt"), false);
    }

    private UUID message(String caseNo) {
        Map<String, Object> document = Map.of("caseNo", caseNo, "version", 1, "projectName", text("MK-project"),
                "item", Map.of("taskCode", CITY_ITEM, "name", text("MK-matter")),
                "applicant", Map.of("type", text("MK-type"), "name", "甲", "idNumber", text("MK-id")),
                "window", Map.of("code", "HT-01", "name", text("MK-window")), text("MK-field"), 1);
        byte[] body = bytes(document);
        Step received = Step.of("1/received", CaseState.RECEIVED, AT);
        String receipt = hub.bean(Recorder.class).record(new Recording("city-window", caseNo + "/1", "case.submitted", caseNo,
                "case.submitted", "application/json", "", "bundle", body, body, new Address.To(List.of("city-platform")),
                new CaseEntry.Submission(1, CITY_ITEM, false, List.of(received)),
                List.of(new Recording.Identifier("phone", RecordedCase.PHONE)), null)).json();
        try {
            return UUID.fromString(json.readTree(receipt).get("messageId").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the courier tells, what waits for a person, what the catalogue says. */
    public void aroundTheCase() {
        OrderNo order = new OrderNo(caseNo(), ParcelPurpose.PAPERS, 1);
        ParcelEvent event = new ParcelEvent(text("MK-event"), EventKind.DELIVERED, AT, Signer.MAIL_ROOM, text("MK-failure"),
                text("MK-office"), text("MK-place"));
        byte[] body = bytes(Map.of("caseNo", caseNo()));
        hub.bean(Recorder.class).record(new Recording("city-platform", "parcel/1", "parcel.event", caseNo(), "parcel.event",
                "application/json", "", "bundle", body, body, new Address.CaseOrigin(),
                new CaseEntry.Tracking(order, text("MK-waybill"), event), List.of(), null));
        hub.bean(CaseRepository.class).insertTask(UUID.randomUUID(), caseNo(), text("MK-task"), text("MK-detail"));
        // Looks at the emptied database once, so that what an earlier test published is forgotten.
        hub.bean(Items.class).comparisons();
        item(CITY_ITEM, "CITY", text("MK-city-value"));
        item(ITEM, "COUNTY", text("MK-district-value"));
    }

    private void item(String taskCode, String level, String conditions) {
        byte[] body = bytes(Map.ofEntries(Map.entry("taskCode", taskCode), Map.entry("catalogCode", "000118999000"),
                Map.entry("version", 1), Map.entry("changedAt", "2026-01-01T09:00:00+08:00"), Map.entry("state", "IN_USE"),
                Map.entry("effectiveOn", "2026-01-01"), Map.entry("name", text("MK-item")), Map.entry("level", level),
                Map.entry("kind", "PROMISE"), Map.entry("conditions", conditions),
                Map.entry("promised", Map.of("days", 10, "unit", "WORKDAY")),
                Map.entry("materials", List.of(Map.of("materialId", "M1", "name", text("MK-material"), "necessity", "REQUIRED",
                        "pages", 1))),
                Map.entry("situations", List.of(Map.of("situationId", "S1", "question", text("MK-question"), "name",
                        text("MK-situation"), "materials", List.of("M1"))))));
        hub.bean(Recorder.class).record(new Recording("province-catalogue", taskCode + "/1", "item.published", "", "item.published",
                "application/json", "", "bundle", body, body, new Address.To(List.of()), new RegisterEntry("item", taskCode),
                List.of(), null));
    }

    /** What colleagues may have typed, and what came by ways that tests of their own look after. */
    public void byColleagues() {
        hub.bean(Tokens.class).issue(text("MK-token"), Set.of(Scope.READ), null, text("MK-giver"));
        hub.bean(Accounts.class).create("planted", text("MK-account").substring(0, 60), Set.of(Role.MONITOR), "Heron-by-Han-77", "test");
        sql("insert into audit_event (id, at, actor, token_id, action, subject, reason) values (gen_random_uuid(), now(), '%s', "
                + "gen_random_uuid(), '%s', '%s', '%s')", "MK-actor", "MK-action", "MK-subject", "MK-reason");
        sql("insert into drift (id, connector, counterpart, side, subject, variant, contract, kind, place, item, was, became, since, "
                + "last_at, count, refused, code_table, state) values (gen_random_uuid(), '%s', 'x', 'sent', 'x', '', '', 'new-value', "
                + "'%s', '%s', '%s', '%s', now(), now(), 1, '', '', 'open')", "MK-connector", "MK-path", "MK-value", "MK-was", "MK-became");
        sql("insert into bundle (digest, label, archive, files, bytes, stored_at, stored_by) values (repeat('a', 64), '%s', '', 1, 1, "
                + "now(), '%s')", "MK-label", "MK-storer");
        sql("insert into deployment (digest, kind, state, asked_by, asked_at, reason, decided_by) values (repeat('a', 64), 'deploy', "
                + "'proposed', '%s', now(), '%s', '%s')", "MK-asker", "MK-why", "MK-second");
        sql("insert into bundle_node (node, digest, since, seen_at, problem) values ('%s', repeat('a', 64), now(), now(), '%s')",
                "MK-node", "MK-problem");
        sql("insert into bulk_task (id, action, destination, code, planned, per_second, next_below, state, reason, asked_by, asked_at, "
                + "moved_at) values ('00000000-0000-7000-8000-00000000000b', 'replay', '%s', '%s', 1, 1, gen_random_uuid(), 'finished', "
                + "'%s', '%s', now(), now())", "MK-destination", "MK-cause", "MK-bulk-why", "MK-bulk-who");
    }

    private void sql(String statement, String... marks) {
        Object[] texts = List.of(marks).stream().map(mark -> text(mark).replace("'", "''")).toArray();
        hub.pg().jdbc().sql(statement.formatted(texts)).update();
    }

    private byte[] bytes(Object document) {
        try {
            return json.writeValueAsString(document).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
