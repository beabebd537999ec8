package cn.tongban.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a batch of records in one commit, in one of three ways. */
final class RecordWriter implements AutoCloseable {
    /** How the rows of a batch reach the server. */
    enum Style {
        /** One JDBC batch per table, with reWriteBatchedInserts. */
        BATCH,
        /** One "insert … select from unnest(arrays)" per table, then commit: a round trip each. */
        UNNEST,
        /** All those inserts as one statement text in autocommit: a single round trip and one implicit transaction. */
        MULTI
    }

    private final Connection connection;
    private final List<RecordSchema.Table> tables;
    private final Style style;
    private final List<PreparedStatement> statements = new ArrayList<>();

    RecordWriter(Connection connection, RecordSchema schema, Style style) throws SQLException {
        this.connection = connection;
        this.tables = schema.tables();
        this.style = style;
        connection.createStatement().execute("set search_path to " + schema.name());
        connection.setAutoCommit(style == Style.MULTI);
        if (style == Style.MULTI) {
            statements.add(connection.prepareStatement(
                    tables.stream().map(RecordWriter::unnest).collect(Collectors.joining("; "))));
        } else {
            for (RecordSchema.Table table : tables) {
                statements.add(connection.prepareStatement(style == Style.BATCH ? values(table) : unnest(table)));
            }
        }
    }

    void write(List<RecordSchema.Sample> samples) throws SQLException {
        switch (style) {
            case BATCH -> writeBatches(samples);
            case UNNEST -> writeArrays(samples);
            case MULTI -> writeAtOnce(samples);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void writeBatches(List<RecordSchema.Sample> samples) throws SQLException {
        for (int t = 0; t < tables.size(); t++) {
            PreparedStatement statement = statements.get(t);
            for (RecordSchema.Sample sample : samples) {
                for (int row = 0; row < tables.get(t).rows(); row++) {
                    int index = 1;
                    for (RecordSchema.Column column : bound(tables.get(t))) {
                        statement.setObject(index++, column.value().apply(sample, row));
                    }
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
        connection.commit();
    }

    private void writeArrays(List<RecordSchema.Sample> samples) throws SQLException {
        for (int t = 0; t < tables.size(); t++) {
            bindArrays(statements.get(t), 1, tables.get(t), samples);
            statements.get(t).executeUpdate();
        }
        connection.commit();
    }

    private void writeAtOnce(List<RecordSchema.Sample> samples) throws SQLException {
        int index = 1;
        for (RecordSchema.Table table : tables) {
            index = bindArrays(statements.get(0), index, table, samples);
        }
        statements.get(0).execute();
    }

    private int bindArrays(PreparedStatement statement, int first, RecordSchema.Table table,
            List<RecordSchema.Sample> samples) throws SQLException {
        int index = first;
        for (RecordSchema.Column column : bound(table)) {
            boolean binary = column.type().equals("bytea");
            Object[] values = binary ? new byte[samples.size() * table.rows()][]
                    : new Object[samples.size() * table.rows()];
            int at = 0;
            for (RecordSchema.Sample sample : samples) {
                for (int row = 0; row < table.rows(); row++) {
                    values[at++] = column.value().apply(sample, row);
                }
            }
            statement.setArray(index++, connection.createArrayOf(column.type(), values));
        }
        return index;
    }

    private static List<RecordSchema.Column> bound(RecordSchema.Table table) {
        return table.columns().stream().filter(RecordSchema.Column::bound).toList();
    }

    private static String values(RecordSchema.Table table) {
        return insert(table) + " values (" + stored(table).stream()
                .map(column -> column.bound() ? "?" : column.literal()).collect(Collectors.joining(", ")) + ")"
                + table.tail();
    }

    private static String unnest(RecordSchema.Table table) {
        return insert(table) + " select " + stored(table).stream()
                .map(column -> column.bound() ? column.name() : column.literal()).collect(Collectors.joining(", "))
                + " from unnest(" + bound(table).stream().map(column -> "?::" + column.type() + "[]")
                        .collect(Collectors.joining(", "))
                + ") as u(" + bound(table).stream().map(RecordSchema.Column::name).collect(Collectors.joining(", "))
                + ")" + table.tail();
    }

    private static String insert(RecordSchema.Table table) {
        return "insert into " + table.name() + "(" + stored(table).stream().map(RecordSchema.Column::name)
                .collect(Collectors.joining(", ")) + ")";
    }

    private static List<RecordSchema.Column> stored(RecordSchema.Table table) {
        return table.columns().stream().filter(RecordSchema.Column::stored).toList();
    }
}
