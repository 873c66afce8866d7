package dev.baton.opsctl;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How to reach the platform.
 *
 * @param kafka settings of Kafka's clients, by their own names
 * @param databases by service, as {@code notification-service}; the login is the migrator's, which sees every account
 */
public record Settings(Map<String, Object> kafka, Map<String, Login> databases) {
    private static final List<String> SERVICES = List.of("handoff", "notification", "analytics");
    private static final String PUBLISHER = "handoff-service";
    private static final String KAFKA = "kafka.";

    /** A login to the database of one service. */
    public record Login(String url, String username, String password) {
        public Connection connect() throws SQLException {
            return DriverManager.getConnection(url, username, password);
        }

        public DataSource dataSource() {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(url);
            source.setUser(username);
            source.setPassword(password);
            return source;
        }
    }

    public Settings {
        kafka = Map.copyOf(kafka);
        databases = Map.copyOf(databases);
    }

    /** The database of the one service that publishes. */
    public Login publisher() {
        Login login = databases.get(PUBLISHER);
        if (login == null) {
            throw new Refused("no login to the database of " + PUBLISHER + " is configured");
        }
        return login;
    }

    /** Of a local run: what its launcher told the services. */
    static Settings ofLocalRun(Path data) {
        Map<String, Object> kafka = new HashMap<>();
        Map<String, Login> databases = new HashMap<>();
        for (String service : SERVICES) {
            Properties told = read(data.resolve("settings").resolve(service + "-1.properties"));
            kafka.put("bootstrap.servers", required(told, "spring.kafka.bootstrap-servers"));
            databases.put(service + "-service", new Login(required(told, "spring.datasource.url"),
                    required(told, "spring.liquibase.user"), required(told, "spring.liquibase.password")));
        }
        return new Settings(kafka, databases);
    }

    /** Of a file with {@code kafka.<client setting>} and {@code database.<service>.url}, {@code .username}, {@code .password}. */
    static Settings ofFile(Path file) {
        Properties told = read(file);
        required(told, KAFKA + "bootstrap.servers");
        Map<String, Object> kafka = new HashMap<>();
        Map<String, Login> databases = new HashMap<>();
        for (String name : told.stringPropertyNames()) {
            if (name.startsWith(KAFKA)) {
                kafka.put(name.substring(KAFKA.length()), told.getProperty(name));
            }
        }
        for (String service : SERVICES) {
            String prefix = "database." + service + "-service.";
            if (told.containsKey(prefix + "url")) {
                databases.put(service + "-service", new Login(required(told, prefix + "url"),
                        required(told, prefix + "username"), required(told, prefix + "password")));
            }
        }
        return new Settings(kafka, databases);
    }

    private static Properties read(Path file) {
        Properties told = new Properties();
        try (Reader text = Files.newBufferedReader(file)) {
            told.load(text);
            return told;
        } catch (IOException e) {
            throw new Refused("cannot read " + file
                    + "; name the folder of a local run with --data, or a file of settings with --config");
        }
    }

    private static String required(Properties told, String name) {
        String value = told.getProperty(name);
        if (value == null) {
            throw new Refused("the setting " + name + " is missing");
        }
        return value;
    }
}
