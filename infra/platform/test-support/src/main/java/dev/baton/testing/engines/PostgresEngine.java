package dev.baton.testing.engines;

/** A running PostgreSQL with a superuser. */
interface PostgresEngine {
    String jdbcUrl(String database);

    String superuser();

    String password();
}
