package dev.baton.benchmarks.past;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Writes many rows of one table; what is left, as it is closed. */
final class CopyIn implements AutoCloseable {
    private static final int PORTION = 10_000;

    private final CopyManager copy;
    private final String command;
    private final StringBuilder waiting = new StringBuilder();
    private int rows;

    CopyIn(Connection connection, String table, String... columns) throws SQLException {
        this.copy = connection.unwrap(PGConnection.class).getCopyAPI();
        this.command = "COPY " + table + " (" + String.join(", ", columns) + ") FROM STDIN";
    }

    /** @param values without tabs, line ends and backslashes */
    void row(@Nullable Object... values) throws SQLException, IOException {
        for (int i = 0; i < values.length; i++) {
            waiting.append(i == 0 ? "" : "\t").append(values[i] == null ? "\\N" : values[i]);
        }
        waiting.append('\n');
        if (++rows % PORTION == 0) {
            write();
        }
    }

    private void write() throws SQLException, IOException {
        copy.copyIn(command, new StringReader(waiting.toString()));
        waiting.setLength(0);
    }

    @Override
    public void close() throws SQLException, IOException {
        write();
    }
}
