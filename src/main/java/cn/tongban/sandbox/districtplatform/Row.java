package cn.tongban.sandbox.districtplatform;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One row of an exchange table. Its texts are fixed when it is planned, so that writing it again writes the same.
 *
 * @param table short name of the table: accept, process, special-procedure, material, result
 * @param values column to text; control columns are filled in when it is written
 */
record Row(String table, String guid, String caseNo, Map<String, String> values) {
    Row {
        values = new LinkedHashMap<>(values);
    }

    /** The whole name of the table. */
    String tableName() {
        return "up_pro_" + table.replace('-', '_');
    }

    Row under(String otherGuid) {
        return new Row(table, otherGuid, caseNo, values);
    }

    Row with(String column, String text) {
        Row changed = new Row(table, guid, caseNo, values);
        changed.values.put(column, text);
        return changed;
    }
}
