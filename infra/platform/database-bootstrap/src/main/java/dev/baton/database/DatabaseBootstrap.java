package dev.baton.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;

/**
 * Makes a service's database, its roles and their rights. Running it again changes nothing but the passwords, so a
 * start-up may always run it; operators run the same SQL by hand where they do not give out a superuser.
 */
public final class DatabaseBootstrap {
    // Any constant; serialises bootstraps of several launchers or test JVMs on one server.
    private static final long LOCK = 0x6261746f6eL;

    private final ConnectionSource administrator;

    /** Opens a connection as a superuser to the named database of the server. */
    @FunctionalInterface
    public interface ConnectionSource {
        Connection open(String database) throws SQLException;
    }

    public DatabaseBootstrap(ConnectionSource administrator) {
        this.administrator = administrator;
    }

    /**
     * Makes the database and its roles, or completes them.
     *
     * @param passwords one for every role of the database that can log in
     * @throws SQLException when the server refuses; what was made until then stays, and a second run completes it
     */
    public void prepare(ServiceDatabase database, Map<DatabaseRole, String> passwords) throws SQLException {
        try (Connection server = administrator.open("postgres")) {
            execute(server, "SELECT pg_advisory_lock(" + LOCK + ")");
            for (DatabaseRole role : database.roles().stream().sorted(Comparator.naturalOrder()).toList()) {
                prepareRole(server, database, role, passwords);
            }
            prepareDatabase(server, database.name());
            try (Connection inside = administrator.open(database.name())) {
                grant(inside, database);
            }
        }
    }

    private static void prepareRole(Connection server, ServiceDatabase database, DatabaseRole role,
            Map<DatabaseRole, String> passwords) throws SQLException {
        String name = role.nameIn(database.name());
        if (!exists(server, "SELECT 1 FROM pg_roles WHERE rolname = ?", name)) {
            execute(server, "CREATE ROLE " + name);
        }
        execute(server, "ALTER ROLE " + name + " NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS INHERIT "
                + (role.canLogin() ? "LOGIN" : "NOLOGIN"));
        if (role.canLogin()) {
            String password = Objects.requireNonNull(passwords.get(role), () -> "no password for " + name);
            // Utility statements take no parameters; the server quotes the literal.
            execute(server, quoted(server, "ALTER ROLE " + name + " PASSWORD %L", password));
        }
    }

    private static void prepareDatabase(Connection server, String name) throws SQLException {
        String migrator = DatabaseRole.MIGRATOR.nameIn(name);
        if (!exists(server, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
            execute(server, "CREATE DATABASE " + name + " OWNER " + migrator + " ENCODING 'UTF8' TEMPLATE template0");
        }
    }

    private static void grant(Connection inside, ServiceDatabase database) throws SQLException {
        execute(inside, resource("rights.sql").replace("${database}", database.name()));
        for (DatabaseRole role : database.roles()) {
            String name = role.nameIn(database.name());
            execute(inside, "GRANT CONNECT ON DATABASE " + database.name() + " TO " + name);
            execute(inside, "GRANT USAGE ON SCHEMA public TO " + name);
            if (!role.canLogin()) {
                execute(inside, resource("owner.sql").replace("${database}", database.name()).replace("${role}", name));
            }
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet found = statement.executeQuery()) {
                return found.next();
            }
        }
    }

    private static String quoted(Connection connection, String format, String literal) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT format(?, ?)")) {
            statement.setString(1, format);
            statement.setString(2, literal);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getString(1);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String resource(String name) {
        try (InputStream sql = Objects.requireNonNull(DatabaseBootstrap.class.getResourceAsStream(name), name)) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
