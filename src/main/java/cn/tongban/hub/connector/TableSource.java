package cn.tongban.hub.connector;

import java.time.Duration;
import java.util.List;

/**
 * Tables of somebody else's database, read by change capture or by polling; both give the same items.
 *
 * @param url name of the setting that holds the JDBC address; while it is empty the source is off
 * @param user name of the setting that holds the role
 * @param password name of the secret
 * @param slot of the replication slot and its publication
 * @param columns that every table has and this source leans on
 * @param batch rows in one commit at most
 * @param poll between two looks
 * @param overlap how far back polling reads again, for rows that were committed later than their time says
 * @param patience how long a child waits for its parent
 * @param retry between two tries after an alarm
 */
public record TableSource(
        SourceKind kind,
        String url,
        String user,
        String password,
        String schema,
        String slot,
        KeyColumns columns,
        List<SourceTable> tables,
        int batch,
        Duration poll,
        Duration overlap,
        Duration patience,
        Duration retry,
        LagLimits lag)
        implements SourceSettings {
    public TableSource {
        tables = List.copyOf(tables);
    }

    /**
     * @param key identifies a row
     * @param time of its last change; polling goes by it
     * @param operation I, U or D; empty when there is none
     * @param group that ties children to their parent; empty when nothing waits
     */
    public record KeyColumns(String key, String time, String operation, String group) {}

    /** @param columns all that the contract needs; others are not read */
    public record SourceTable(String name, String channel, boolean parent, List<String> columns) {
        public SourceTable {
            columns = List.copyOf(columns);
        }
    }

    /**
     * @param alarm how late the newest change may be
     * @param alarmBytes how much the other side may hold back for us before somebody is told
     * @param capBytes the same before {@code over} is done
     */
    public record LagLimits(Duration alarm, int alarmBytes, int capBytes, Over over) {}

    /** What is done over the cap: only tell, or give the slot up, so that the other side's disk is safe, and read again. */
    public enum Over {
        ALARM,
        DROP_SLOT
    }
}
