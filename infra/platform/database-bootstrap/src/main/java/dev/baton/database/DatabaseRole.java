package dev.baton.database;

import java.util.Locale;

/**
 * What a login may do in one database. Roles are cluster-wide in PostgreSQL, so each is prefixed with its database's
 * name; none is a superuser and none bypasses row-level security.
 */
public enum DatabaseRole {
    /** Owns the schema; used by Liquibase only. */
    MIGRATOR,
    /** The service's pool; sees the rows of the tenant that is set, owns nothing. */
    APP,
    /** Publishes the outbox across accounts. */
    RELAY,
    /** Claims due work across accounts. */
    WORKER,
    /** Cannot log in; owns the one function that finds a credential before a tenant is known. */
    AUTH,
    /** Cannot log in; owns the one function that searches text, and reads the columns that it needs. */
    SEARCH;

    /** The role's name in the cluster, as {@code handoff_app}. */
    public String nameIn(String database) {
        return database + "_" + name().toLowerCase(Locale.ROOT);
    }

    public boolean canLogin() {
        return this != AUTH && this != SEARCH;
    }
}
