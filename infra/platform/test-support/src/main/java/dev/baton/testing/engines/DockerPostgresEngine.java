package dev.baton.testing.engines;

import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** PostgreSQL in a container, where there is an engine for it. */
final class DockerPostgresEngine implements PostgresEngine {
    private final PostgreSQLContainer container;

    DockerPostgresEngine() {
        container = new PostgreSQLContainer(DockerImageName.parse("postgres:18-alpine"))
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200");
        container.start();
    }

    @Override
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(container.getHost(),
                container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT), database);
    }

    @Override
    public String superuser() {
        return container.getUsername();
    }

    @Override
    public String password() {
        return container.getPassword();
    }
}
