package dev.baton.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.database.DatabaseRole;
import dev.baton.testing.engines.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class WritesTest {
    private Connection connection;
    private JdbcClient jdbc;

    @BeforeEach
    void aTableThatRefersToAnother() throws SQLException {
        connection = TestDatabase.create("writes").as(DatabaseRole.MIGRATOR).getConnection();
        jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        jdbc.sql("CREATE TEMPORARY TABLE shelf (id integer PRIMARY KEY, label text)").update();
        jdbc.sql("CREATE TEMPORARY TABLE book (id integer PRIMARY KEY, shelf integer REFERENCES shelf, label text)")
                .update();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void aRowMayReferToOneThatIsWrittenBesideIt() {
        Writes writes = new Writes();
        book(writes, 1, 7, "a");
        shelf(writes, 7, "b");

        writes.send(jdbc);

        assertThat(jdbc.sql("SELECT b.label || s.label FROM book b JOIN shelf s ON s.id = b.shelf")
                .query(String.class)
                .list()).containsExactly("ab");
    }

    @Test
    void allOfThemAreUndoneWithOne() {
        Writes writes = new Writes();
        shelf(writes, 7, "b");
        book(writes, 1, 8, "of a shelf that there is not");

        assertThatThrownBy(() -> writes.send(jdbc)).isInstanceOf(DataIntegrityViolationException.class);

        assertThat(jdbc.sql("SELECT count(*) FROM shelf").query(Integer.class).single()).isZero();
    }

    @Test
    void itTellsWhatTheLastOneChanged() {
        Writes shelves = new Writes();
        shelf(shelves, 7, null);
        shelf(shelves, 8, null);
        shelf(shelves, 9, null);
        assertThat(shelves.send(jdbc)).isOne();

        Writes writes = new Writes();
        book(writes, 1, 7, "c");
        writes.add("UPDATE shelf SET label = :label WHERE id > :id AND label IS NULL")
                .param("label", "d")
                .param("id", 7);

        assertThat(writes.send(jdbc)).isEqualTo(2);
    }

    private static void shelf(Writes writes, int id, @Nullable String label) {
        writes.add("INSERT INTO shelf (id, label) VALUES (:id, :label)")
                .param("id", id)
                .param("label", Columns.nullable(label));
    }

    private static void book(Writes writes, int id, int shelf, String label) {
        writes.add("INSERT INTO book (id, shelf, label) VALUES (:id, :shelf, :label::text)")
                .param("id", id)
                .param("shelf", shelf)
                .param("label", label);
    }
}
