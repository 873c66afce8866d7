package dev.baton.testing.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.database.DatabaseBootstrap;
import dev.baton.database.DatabaseRole;
import dev.baton.database.ServiceDatabase;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Also the test of {@link DatabaseBootstrap}, which has no engine of its own. */
class TestDatabaseTest {
    private final TestDatabase database = TestDatabase.create("bootstrap");

    @Test
    void theAppMayNeitherMakeTablesNorSeeThoseOfTheMigrator() {
        JdbcClient migrator = JdbcClient.create(database.as(DatabaseRole.MIGRATOR));
        JdbcClient app = JdbcClient.create(database.as(DatabaseRole.APP));

        migrator.sql("CREATE TABLE secret (id int)").update();

        assertThatThrownBy(() -> app.sql("SELECT * FROM secret").query().listOfRows())
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> app.sql("CREATE TABLE mine (id int)").update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void noRoleOfAServiceIsASuperuserOrBypassesRowSecurity() throws Exception {
        try (var connection = database.openAsSuperuser();
                var rows = connection.createStatement()
                        .executeQuery("SELECT count(*) FROM pg_roles WHERE rolname LIKE '"
                                + database.name()
                                + "\\_%' AND NOT rolsuper AND NOT rolbypassrls AND NOT rolcreaterole")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(DatabaseRole.values().length);
        }
    }

    @Test
    void aRoleOfAnotherServiceCannotConnect() {
        TestDatabase other = TestDatabase.create("other");

        JdbcClient stranger = JdbcClient.create(new DriverManagerDataSource(
                database.url(), other.username(DatabaseRole.APP), TestDatabase.password(DatabaseRole.APP)));

        assertThatThrownBy(() -> stranger.sql("SELECT 1").query().listOfRows())
                .rootCause()
                .hasMessageContaining("permission denied for database");
    }

    @Test
    void theMigratorGivesFunctionsToTheAuthRoleThatNobodyElseMayCall() {
        JdbcClient migrator = JdbcClient.create(database.as(DatabaseRole.MIGRATOR));
        migrator.sql("CREATE FUNCTION answer() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 42'").update();
        migrator.sql("ALTER FUNCTION answer() OWNER TO " + database.username(DatabaseRole.AUTH)).update();

        assertThatThrownBy(() -> JdbcClient.create(database.as(DatabaseRole.APP))
                .sql("SELECT answer()")
                .query()
                .listOfRows()).rootCause().hasMessageContaining("permission denied for function");
    }

    @Test
    void aSecondRunChangesThePasswordsAndNothingElse() throws Exception {
        JdbcClient.create(database.as(DatabaseRole.MIGRATOR)).sql("CREATE TABLE kept (id int)").update();
        String before = storedPassword();
        Map<DatabaseRole, String> passwords = new HashMap<>();
        for (DatabaseRole role : DatabaseRole.values()) {
            passwords.put(role, "it's \\ new " + role);
        }

        new DatabaseBootstrap(TestEngines::openAsSuperuser)
                .prepare(new ServiceDatabase(database.name(), EnumSet.allOf(DatabaseRole.class)), passwords);

        assertThat(storedPassword()).isNotEqualTo(before);
        assertThat(JdbcClient.create(database.as(DatabaseRole.MIGRATOR))
                .sql("SELECT count(*) FROM kept")
                .query(Integer.class)
                .single()).isZero();
    }

    private String storedPassword() throws SQLException {
        try (var connection = database.openAsSuperuser();
                var rows = connection.createStatement()
                        .executeQuery("SELECT rolpassword FROM pg_authid WHERE rolname = '"
                                + database.username(DatabaseRole.APP) + "'")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
