package dev.baton.messaging;

import dev.baton.events.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far a group's projection of people has come in each account. */
public final class DirectoryProgress {
    private final JdbcClient jdbc;

    public DirectoryProgress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Called by an {@link EventHandler} before it reads its projection of people, with the {@code directory_version} of
     * the event.
     *
     * @throws ProjectionBehind until every change up to {@code version} is in the projection
     */
    public void require(String group, AccountId account, long version) {
        long reached = reached(group, account);
        if (reached < version && !isPassedUnread(group, account, version)) {
            throw new ProjectionBehind("directory of " + account + " is at " + reached + ", needed is " + version);
        }
    }

    /** The highest version that was projected, 0 before the first. */
    public long reached(String group, AccountId account) {
        return jdbc.sql("""
                SELECT version FROM directory_progress WHERE account_id = :account AND group_name = :group
                """)
                .param("account", account.value())
                .param("group", group)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** Called in the transaction of the projection. Records of one account come from one partition, so in order. */
    public void advance(String group, AccountId account, long version) {
        jdbc.sql("""
                INSERT INTO directory_progress (account_id, group_name, version) VALUES (:account, :group, :version)
                ON CONFLICT (account_id, group_name) DO UPDATE SET version = excluded.version
                WHERE directory_progress.version < excluded.version
                """)
                .param("account", account.value())
                .param("group", group)
                .param("version", version)
                .update();
        jdbc.sql("""
                DELETE FROM directory_unread
                WHERE account_id = :account AND group_name = :group AND version <= :version
                """)
                .param("account", account.value())
                .param("group", group)
                .param("version", version)
                .update();
    }

    /**
     * Remembers a version that stands on a record which could not be read. It may claim any, so what was reached does not
     * move: only an event that needs exactly this version, and so confirms it, need not wait. All before it came before it.
     */
    public void passUnread(String group, AccountId account, long version) {
        jdbc.sql("""
                INSERT INTO directory_unread (account_id, group_name, version)
                SELECT :account, :group, :version WHERE NOT EXISTS (SELECT FROM directory_progress
                    WHERE account_id = :account AND group_name = :group AND version >= :version)
                ON CONFLICT DO NOTHING
                """)
                .param("account", account.value())
                .param("group", group)
                .param("version", version)
                .update();
    }

    private boolean isPassedUnread(String group, AccountId account, long version) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT FROM directory_unread
                    WHERE account_id = :account AND group_name = :group AND version = :version)
                """)
                .param("account", account.value())
                .param("group", group)
                .param("version", version)
                .query(Boolean.class)
                .single();
    }
}
