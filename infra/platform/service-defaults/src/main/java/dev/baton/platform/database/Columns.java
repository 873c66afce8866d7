package dev.baton.platform.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;

/** Columns of PostgreSQL as the types that the code uses; its driver knows no {@link Instant}. */
public final class Columns {
    private Columns() {}

    public static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    public static Optional<UUID> optionalUuid(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, UUID.class));
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /** A constant as its column has it: in lower case. */
    public static String constant(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The constant whose lower-case name a column holds. */
    public static <E extends Enum<E>> E constant(Class<E> type, ResultSet row, String column) throws SQLException {
        return Enum.valueOf(type, row.getString(column).toUpperCase(Locale.ROOT));
    }

    /** An instant as a parameter for {@code timestamptz}. */
    public static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /**
     * A parameter for {@code text} that may be null. As the other two it has its type either way: a null without one
     * makes the driver prepare the statement anew whenever nulls and values take turns on a connection.
     */
    public static SqlParameterValue nullable(@Nullable String text) {
        return new SqlParameterValue(Types.VARCHAR, text);
    }

    /** A parameter for {@code uuid} that may be null. */
    public static SqlParameterValue nullable(@Nullable UUID id) {
        return new SqlParameterValue(Types.OTHER, "uuid", id);
    }

    /** A parameter for {@code timestamptz} that may be null. */
    public static SqlParameterValue nullable(@Nullable Instant instant) {
        return new SqlParameterValue(Types.TIMESTAMP_WITH_TIMEZONE, "timestamptz",
                instant == null ? null : timestamp(instant));
    }
}
