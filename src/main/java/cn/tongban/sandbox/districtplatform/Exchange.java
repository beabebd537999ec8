package cn.tongban.sandbox.districtplatform;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.fault.FaultRule;
import cn.tongban.sandbox.fault.FaultSwitches;
import cn.tongban.sandbox.record.SentRecord;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Brings rows into the exchange tables, with the faults that such tables show, and keeps what was written. */
final class Exchange {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long AGAIN_MILLIS = 500;
    /** A text in each table that may change without another meaning of the row. */
    private static final Map<String, String> WORDS = Map.of(
            "accept", "handle_user_name", "process", "handle_explain", "special-procedure", "special_explain",
            "material", "remark", "result", "result_explain");

    private final Optional<ExchangeRepository> tables;
    private final FaultSwitches faults;
    private final SentRecord sent;
    private final ScheduledExecutorService workers;
    private final Clock clock;

    Exchange(Optional<ExchangeRepository> tables, FaultSwitches faults, SentRecord sent,
            ScheduledExecutorService workers, Clock clock) {
        this.tables = tables;
        this.faults = faults;
        this.sent = sent;
        this.workers = workers;
        this.clock = clock;
    }

    /** Makes the tables now if it can, else with the first row: readers look for them. */
    void open() {
        tables.ifPresent(repository -> {
            try {
                repository.open();
            } catch (SQLException e) {
                sent.append(Json.object().put("kind", "closed").put("sqlState", e.getSQLState()));
            }
        });
    }

    /** False when this platform was given no tables: then its rows are nowhere to be seen. */
    boolean isOpen() {
        return tables.isPresent();
    }

    /**
     * Writes a row, or lets a fault that is switched on have its way with it.
     *
     * @return false when the tables cannot be written now
     */
    boolean write(Row row, String operation) {
        Optional<FaultRule> fault = faults.take("step-out:" + row.table(), row.caseNo());
        if (fault.isEmpty()) {
            return put(row, operation, Optional.empty());
        }
        return switch (fault.get().fault()) {
            case LATE -> {
                LocalDateTime entered = LocalDateTime.now(clock.withZone(ZONE)).truncatedTo(ChronoUnit.MICROS);
                later(fault.get(), row, operation, Optional.of(entered));
                yield true;
            }
            case DUPLICATE -> put(row, operation, Optional.empty()) && put(row.under(row.guid() + "-2"), operation,
                    Optional.empty());
            case CHANGED -> {
                later(fault.get(), row.with(WORDS.get(row.table()), "更正"), "U", Optional.empty());
                yield put(row, operation, Optional.empty());
            }
            case TAKEN_BACK -> {
                later(fault.get(), row, "D", Optional.empty());
                yield put(row, operation, Optional.empty());
            }
            default -> put(row, operation, Optional.empty());
        };
    }

    private void later(FaultRule rule, Row row, String operation, Optional<LocalDateTime> at) {
        later(rule.millis(), row, operation, at);
    }

    private void later(long millis, Row row, String operation, Optional<LocalDateTime> at) {
        workers.schedule(() -> {
            if (!put(row, operation, at)) {
                later(AGAIN_MILLIS, row, operation, at);
            }
        }, millis, TimeUnit.MILLISECONDS);
    }

    private boolean put(Row row, String operation, Optional<LocalDateTime> at) {
        if (tables.isEmpty()) {
            return true;
        }
        try {
            tables.get().write(row, operation, at.orElse(null));
        } catch (SQLException e) {
            // The database rests or is being restarted; whoever asked tries again.
            sent.append(note("unwritten", row, operation).put("sqlState", e.getSQLState()));
            return false;
        }
        sent.append(note("written", row, operation));
        return true;
    }

    private static ObjectNode note(String kind, Row row, String operation) {
        return Json.object().put("kind", kind).put("caseNo", row.caseNo()).put("table", row.table())
                .put("rowGuid", row.guid()).put("operation", operation);
    }
}
