package dev.baton.launcher.engine;

import dev.baton.database.DatabaseBootstrap;
import dev.baton.database.DatabaseRole;
import dev.baton.database.ServiceDatabase;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Makes the services' databases and roles.
 *
 * @param passwords the password of a role by its name
 */
public record Databases(PostgresServer server, UnaryOperator<String> passwords) {

    /**
     * Makes what is missing.
     *
     * @throws IllegalStateException when the server refuses
     */
    public void create() {
        DatabaseBootstrap bootstrap = new DatabaseBootstrap(server::connect);
        try {
            for (ServiceDatabase database : ServiceDatabase.all()) {
                bootstrap.prepare(database, passwordsOf(database));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the databases cannot be made: " + e.getMessage(), e);
        }
    }

    private Map<DatabaseRole, String> passwordsOf(ServiceDatabase database) {
        Map<DatabaseRole, String> logins = new EnumMap<>(DatabaseRole.class);
        database.roles()
                .stream()
                .filter(DatabaseRole::canLogin)
                .forEach(role -> logins.put(role, passwords.apply(role.nameIn(database.name()))));
        return logins;
    }
}
