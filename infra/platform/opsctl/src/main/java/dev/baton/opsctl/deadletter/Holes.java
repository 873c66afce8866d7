package dev.baton.opsctl.deadletter;

import dev.baton.opsctl.Refused;
import dev.baton.opsctl.Settings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The sequences that groups had to leave out: a letter whose hole is still there has not taken effect. */
public final class Holes implements AutoCloseable {
    private static final String IS_OPEN = """
            SELECT EXISTS (SELECT FROM inbox_hole WHERE account_id = ? AND group_name = ? AND topic = ? AND epoch = ?
                AND seq = ?)""";

    private final Map<String, Settings.Login> databases;
    private final Map<String, Connection> open = new HashMap<>();

    public Holes(Map<String, Settings.Login> databases) {
        this.databases = databases;
    }

    /** False also for a letter that says no place: it left no hole. */
    public boolean isOpen(DeadLetter letter) {
        if (letter.account().isEmpty() || letter.epoch().isEmpty() || letter.sequence().isEmpty()
                || letter.topic().isEmpty() || letter.group().isEmpty() || letter.service().isEmpty()) {
            return false;
        }
        try (PreparedStatement query = connection(letter.service().get()).prepareStatement(IS_OPEN)) {
            query.setObject(1, letter.account().get());
            query.setString(2, letter.group().get());
            query.setString(3, letter.topic().get());
            query.setLong(4, letter.epoch().getAsLong());
            query.setLong(5, letter.sequence().getAsLong());
            try (ResultSet answer = query.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new Refused("the database of " + letter.service().get() + " does not answer: SQL state "
                    + e.getSQLState());
        }
    }

    private Connection connection(String service) throws SQLException {
        Connection connection = open.get(service);
        if (connection == null) {
            Settings.Login login = databases.get(service);
            if (login == null) {
                throw new Refused("no login to the database of " + service + " is configured");
            }
            connection = login.connect();
            open.put(service, connection);
        }
        return connection;
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : open.values()) {
            connection.close();
        }
    }
}
