package cn.tongban.hub.web;

import cn.tongban.hub.flow.ActiveBundle;
import cn.tongban.hub.mapping.WorkDays;
import cn.tongban.hub.promise.Promise;
import cn.tongban.hub.promise.PromiseBook;
import cn.tongban.hub.promise.PromiseFilter;
import cn.tongban.hub.promise.PromiseKind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.springframework.stereotype.Component;

/** Promises for eyes that do not need the texts. */
@Component
public class PromiseViews {
    private static final String DOCUMENT = "case.promise";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final PromiseBook book;
    private final ActiveBundle active;
    private final Clock clock;

    PromiseViews(PromiseBook book, ActiveBundle active, Clock clock) {
        this.book = book;
        this.active = active;
        this.clock = clock;
    }

    /** Papers that are owed, or were. */
    public List<PromiseView> debts(String caseNo) {
        return of(caseNo, PromiseKind.DEBT);
    }

    /** Letters of commitment. */
    public List<PromiseView> commitments(String caseNo) {
        return of(caseNo, PromiseKind.COMMITMENT);
    }

    List<PromiseView> of(String caseNo, PromiseKind kind) {
        return book.ofCase(caseNo).stream().filter(promise -> promise.kind() == kind).map(this::view).toList();
    }

    List<Promise> page(PromiseFilter filter, int limit) {
        return book.page(filter, limit);
    }

    PromiseView view(Promise promise) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZONE);
        WorkDays days = new WorkDays(active.bundle().calendar());
        LocalDate due = promise.dueDate();
        boolean counted = promise.status().isOwed();
        return new PromiseView(promise.caseNo(), promise.no(), promise.status(), promise.materialId(),
                masked(promise.facts().materialName()), promise.promisedOn(), due,
                counted ? days.workdaysBetween(today, due) - days.workdaysBetween(due, today) : null,
                counted && !(days.isKnown(today) && days.isKnown(due)), promise.late(), promise.remindedAt(),
                promise.decidedAt(), promise.decidedBy(), promise.decidedWhy(), promise.toldBy(), promise.paidBy());
    }

    private String masked(String materialName) {
        JsonNode named = JsonNodeFactory.instance.objectNode().put("materialName", materialName);
        return active.bundle().personal().masked(DOCUMENT, named).path("materialName").asText();
    }
}
