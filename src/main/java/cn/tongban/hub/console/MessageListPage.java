package cn.tongban.hub.console;

import cn.tongban.hub.journal.JournalRepository;
import cn.tongban.hub.journal.MessageFilter;
import cn.tongban.hub.journal.MessageRow;
import cn.tongban.hub.security.AuditLog;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.Texts;
import cn.tongban.hub.web.BundleAtWork;
import cn.tongban.hub.web.Overview;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Recorded messages, newest first, by what they are filtered. */
@Page
class MessageListPage {
    private static final int ON_A_PAGE = 50;
    /** A kind is looked for in so many days unless somebody names them: no index holds it. */
    private static final Duration OF_A_KIND = Duration.ofDays(7);

    private final JournalRepository journal;
    private final BundleAtWork bundle;
    private final Lists lists;
    private final AuditLog audit;
    private final Say say;
    private final Clock clock;

    MessageListPage(JournalRepository journal, BundleAtWork bundle, Lists lists, AuditLog audit, Say say, Clock clock) {
        this.journal = journal;
        this.bundle = bundle;
        this.lists = lists;
        this.audit = audit;
        this.say = say;
        this.clock = clock;
    }

    /**
     * Bound from the address.
     *
     * @param from first day
     * @param to last day
     */
    record Query(@Nullable String connector, @Nullable String caseNo, @Nullable String type,
            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to) {
        Query {
            connector = blank(connector);
            caseNo = blank(caseNo);
            type = blank(type);
        }

        /** Whether it would have to be looked for in the whole journal. */
        boolean isUnbounded() {
            return type != null && caseNo == null && from == null;
        }

        private static @Nullable String blank(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }
    }

    @GetMapping("/messages")
    @Requires(Scope.READ)
    String list(Query query, @RequestParam(required = false) @Nullable UUID before, HttpServletRequest request, Model model,
            Locale locale) {
        Slice<MessageRow> slice = Slice.of(journal.page(filter(query, before), ON_A_PAGE + 1), ON_A_PAGE);
        model.addAttribute("rows", slice.shown());
        model.addAttribute("first", before == null);
        model.addAttribute("query", query);
        model.addAttribute("connectors", bundle.parts().connectors().all());
        model.addAttribute("types", types(query));
        String last = slice.last() == null ? null : slice.last().id().toString();
        lists.head(model, request, chips(query, locale), last, "/messages.csv");
        return "messages/index";
    }

    @GetMapping("/messages.csv")
    @Requires(Scope.READ)
    void csv(Query query, Caller caller, HttpServletResponse response, Locale locale) throws IOException {
        audit.doing(caller, "export", "messages", chips(query, locale).address(), () -> "");
        List<String> head = Stream.of("at", "what", "from", "case").map(column -> Texts.of(locale, "messages." + column)).toList();
        Export.<MessageRow>send(response, "messages", Stream.concat(head.stream(), Stream.of("id")).toList(),
                (last, most) -> journal.page(filter(query, last == null ? null : last.id()), most),
                row -> List.of(say.exact(row.recordedAt()), say.type(row.type()), say.system(row.connector()), row.caseNo(),
                        row.id().toString()));
    }

    private MessageFilter filter(Query query, @Nullable UUID before) {
        Instant from = query.from() == null ? null : query.from().atStartOfDay(Overview.ZONE).toInstant();
        return new MessageFilter(query.connector(), query.caseNo(), query.type(),
                query.isUnbounded() ? clock.instant().minus(OF_A_KIND) : from,
                query.to() == null ? null : query.to().plusDays(1).atStartOfDay(Overview.ZONE).toInstant(), before);
    }

    private Chips chips(Query query, Locale locale) {
        return new Chips("/messages")
                .and("connector", query.connector(), said(locale, "from", query.connector() == null ? "" : say.system(query.connector())))
                .and("type", query.type(), said(locale, query.isUnbounded() ? "what.week" : "what", query.type() == null ? "" : say.type(query.type())))
                .and("caseNo", query.caseNo(), said(locale, "case", query.caseNo()))
                .and("from", text(query.from()), said(locale, "since", query.from()))
                .and("to", text(query.to()), said(locale, "until", query.to()));
    }

    private static String said(Locale locale, String filter, @Nullable Object value) {
        return Texts.of(locale, "messages.chip." + filter, value == null ? "" : value.toString());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** What there are words for, and what is asked for. */
    private static SortedSet<String> types(Query query) {
        SortedSet<String> types = Texts.below("type.");
        if (query.type() != null) {
            types.add(query.type());
        }
        return types;
    }
}
