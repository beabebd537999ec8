package cn.tongban.hub.promise;

import cn.tongban.hub.journal.JournalRepository;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What was promised, to be read; the words come from the submissions as long as those can be opened. */
public final class PromiseBook {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST = 1000;

    private final PromiseRepository repository;
    private final JournalRepository journal;

    PromiseBook(PromiseRepository repository, JournalRepository journal) {
        this.repository = repository;
        this.journal = journal;
    }

    /** The promises of a case in the order in which they were told, at most 1,000. */
    public List<Promise> ofCase(String caseNo) {
        return worded(repository.ofCase(caseNo, MOST));
    }

    /** One promise, by its number in the case. */
    public Optional<Promise> find(String caseNo, int no) {
        return worded(repository.find(caseNo, no).stream().toList()).stream().findFirst();
    }

    /** Soonest due first. */
    public List<Promise> page(PromiseFilter filter, int limit) {
        return worded(repository.page(filter, limit));
    }

    /**
     * Promises about which something is due, soonest first; none of cases that came to nothing.
     *
     * @param today those due before it
     * @param horizon debts due up to this day, unless the window was reminded
     */
    public List<Promise> due(PromiseKind kind, LocalDate today, LocalDate horizon, PromiseFilter.After after, int limit) {
        return worded(repository.due(kind, today, horizon, after, limit));
    }

    private List<Promise> worded(List<PromiseRepository.Row> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<UUID, JsonNode> submissions = new HashMap<>();
        journal.sealed(rows.stream().map(row -> row.promise().toldBy()).distinct().toList()).forEach((id, sealed) ->
                journal.open(sealed, "canonical").ifPresent(bytes -> submissions.put(id, read(bytes))));
        return rows.stream().map(row -> {
            JsonNode submission = submissions.get(row.promise().toldBy());
            return submission == null || row.place() < 0 ? row.promise()
                    : row.promise().with(PromiseFacts.of(submission, row.promise().kind(), row.place()));
        }).toList();
    }

    private static JsonNode read(byte[] canonical) {
        try {
            return JSON.readTree(canonical);
        } catch (IOException e) {
            throw new IllegalStateException("A recorded submission is not JSON");
        }
    }
}
