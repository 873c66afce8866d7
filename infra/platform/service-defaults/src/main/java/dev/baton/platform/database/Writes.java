package dev.baton.platform.database;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Statements that write, sent as one: the way to the database and back costs more than most of what they do there.
 *
 * <p>PostgreSQL runs them as parts of a {@code WITH}: in no promised order, and none sees what another one wrote. Foreign
 * keys are checked after them all, so a row may refer to one that is written beside it. They succeed or fail together.
 * Not safe for several threads.
 */
public final class Writes {
    // Keyed by constants of the code: there are as many as there are statements.
    private static final Map<String, ParsedSql> PARSED = new ConcurrentHashMap<>();

    private final List<Write> writes = new ArrayList<>();

    /** Adds a statement with parameters of its own, whatever those of others are called. */
    public Write add(String sql) {
        Write write = new Write(PARSED.computeIfAbsent(sql, NamedParameterUtils::parseSqlStatement));
        writes.add(write);
        return write;
    }

    /**
     * Sends them all.
     *
     * @return how many rows the one that was added last has changed
     */
    public int send(JdbcClient jdbc) {
        StringBuilder sql = new StringBuilder();
        List<@Nullable Object> values = new ArrayList<>();
        int last = writes.size() - 1;
        for (int i = 0; i <= last; i++) {
            if (i < last) {
                sql.append(i == 0 ? "WITH w0 AS (" : ", w" + i + " AS (");
            }
            writes.get(i).appendTo(sql, values);
            if (i < last) {
                sql.append(')');
            }
        }
        return jdbc.sql(sql.toString()).params(values).update();
    }

    /** One of the statements. */
    public static final class Write {
        private final ParsedSql sql;
        private final MapSqlParameterSource parameters = new MapSqlParameterSource();

        private Write(ParsedSql sql) {
            this.sql = sql;
        }

        public Write param(String name, @Nullable Object value) {
            parameters.addValue(name, value);
            return this;
        }

        private void appendTo(StringBuilder whole, List<@Nullable Object> values) {
            whole.append(NamedParameterUtils.substituteNamedParameters(sql, parameters));
            Collections.addAll(values, NamedParameterUtils.buildValueArray(sql, parameters, null));
        }
    }
}
