package dev.baton.handoff.context;

import dev.baton.events.AccountId;
import dev.baton.events.HandoffId;
import dev.baton.platform.database.Writes;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the context of each handoff, in the transaction of its caller. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class HandoffContexts {
    private final JdbcClient jdbc;

    public HandoffContexts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void save(Writes writes, AccountId account, HandoffId handoff, HandoffContext context) {
        writes.add("""
                INSERT INTO handoff_context (account_id, handoff_id, snapshot, documentation)
                VALUES (:account, :handoff, :snapshot::jsonb, :documentation)
                """)
                .param("account", account.value())
                .param("handoff", handoff.value())
                .param("snapshot", StoredJson.write(context.snapshot()))
                .param("documentation", context.documentation());
    }

    public HandoffContext of(HandoffId handoff) {
        return jdbc.sql("SELECT snapshot, documentation FROM handoff_context WHERE handoff_id = :handoff")
                .param("handoff", handoff.value())
                .query(HandoffContexts::context)
                .single();
    }

    /** Of a row with the columns {@code snapshot} and {@code documentation}. */
    public static HandoffContext context(ResultSet row, int number) throws SQLException {
        return new HandoffContext(StoredJson.read(row.getString("snapshot"), Snapshot.class),
                row.getString("documentation"));
    }
}
