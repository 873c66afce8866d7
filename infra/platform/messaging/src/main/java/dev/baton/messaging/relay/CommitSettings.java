package dev.baton.messaging.relay;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Refuses to start on a pool whose commits do not mean what the outbox needs: an acknowledged commit survives a crash, and
 * a transaction that waited for a counter sees what the one before it wrote.
 */
final class CommitSettings implements SmartInitializingSingleton {
    private final JdbcClient jdbc;

    CommitSettings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void afterSingletonsInstantiated() {
        require("transaction_isolation", "read committed");
        require("synchronous_commit", "on", "remote_apply");
    }

    private void require(String setting, String... allowed) {
        String actual = jdbc.sql("SELECT current_setting(:setting)")
                .param("setting", setting)
                .query(String.class)
                .single();
        for (String value : allowed) {
            if (value.equals(actual)) {
                return;
            }
        }
        throw new IllegalStateException("the outbox needs " + setting + " = " + allowed[0] + ", the database has "
                + actual);
    }
}
