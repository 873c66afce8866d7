package dev.baton.messaging.sample;

import dev.baton.events.AccountId;
import dev.baton.events.DirectoryUserChanged;
import dev.baton.events.EventEnvelope;
import dev.baton.messaging.DirectoryHandler;
import dev.baton.messaging.EventHandler;
import dev.baton.platform.tenancy.Tenant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes a row for each event; tests put something in the way of an account. */
public final class Effects implements EventHandler, DirectoryHandler {
    private final JdbcClient jdbc;
    private final Map<AccountId, Consumer<EventEnvelope>> obstacles = new ConcurrentHashMap<>();

    Effects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Runs after the row is written, so that what it throws has something to roll back. */
    public void obstruct(AccountId account, Consumer<EventEnvelope> obstacle) {
        obstacles.put(account, obstacle);
    }

    public void clear(AccountId account) {
        obstacles.remove(account);
    }

    @Override
    public void handle(EventEnvelope event) {
        write(event.accountId(), event.sequence(), event.event().type());
        obstacles.getOrDefault(event.accountId(), _ -> {}).accept(event);
    }

    @Override
    public void handle(AccountId account, DirectoryUserChanged person) {
        write(account, person.directoryVersion(), person.name());
    }

    private void write(AccountId account, long sequence, String what) {
        if (!Tenant.current().equals(Optional.of(account))) {
            throw new IllegalStateException("the tenant is not bound");
        }
        jdbc.sql("INSERT INTO effect (account_id, sequence, what) VALUES (:account, :sequence, :what)")
                .param("account", account.value())
                .param("sequence", sequence)
                .param("what", what)
                .update();
    }

    /** Sequences in the order of their effects. Called with the tenant bound, in a transaction. */
    public List<Long> sequences() {
        return jdbc.sql("SELECT sequence FROM effect ORDER BY id").query(Long.class).list();
    }

    public List<String> what() {
        return jdbc.sql("SELECT what FROM effect ORDER BY id").query(String.class).list();
    }
}
