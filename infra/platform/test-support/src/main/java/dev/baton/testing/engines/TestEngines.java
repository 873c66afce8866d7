package dev.baton.testing.engines;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The engines of this JVM, started on first use and shared by all its tests; they end with the JVM. Tests stay apart
 * by a database of their own for each Spring context ({@link TestDatabase}) and by new accounts on the shared topics.
 */
public final class TestEngines {
    private TestEngines() {}

    /** Where the broker listens; every topic of {@code infra/kafka/topics.yaml} exists there. */
    public static String kafkaBootstrapServers() {
        return Kafka.ENGINE.bootstrapServers();
    }

    /** The JDBC URL of a database of the server, without credentials. */
    public static String jdbcUrl(String database) {
        return Postgres.ENGINE.jdbcUrl(database);
    }

    /** A connection that sees everything: superusers bypass row-level security. */
    public static Connection openAsSuperuser(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), Postgres.ENGINE.superuser(), Postgres.ENGINE.password());
    }

    private static final class Choice {
        static final Infrastructure MADE = Infrastructure.chosen();
    }

    private static final class Postgres {
        static final PostgresEngine ENGINE = Choice.MADE.start(EmbeddedPostgresEngine::new, DockerPostgresEngine::new);
    }

    private static final class Kafka {
        static final KafkaEngine ENGINE = startWithTopics();

        private static KafkaEngine startWithTopics() {
            KafkaEngine engine = Choice.MADE.start(EmbeddedKafkaEngine::new, DockerKafkaEngine::new);
            TestTopics.create(engine.bootstrapServers());
            return engine;
        }
    }
}
