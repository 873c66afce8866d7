package dev.baton.platform.tenancy;

import dev.baton.events.AccountId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/**
 * Tells PostgreSQL, as the first statement of every transaction, for which account its row-level security answers. No
 * transaction or no tenant means no rows (acceptance T1).
 */
public class RowSecurityTransactions extends JdbcTransactionManager {
    private static final long serialVersionUID = 1L;

    public RowSecurityTransactions(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition)
            throws SQLException {
        super.prepareTransactionalConnection(connection, definition);
        Optional<AccountId> tenant = Tenant.current();
        if (tenant.isPresent()) {
            // Local to the transaction: the connection goes back to the pool without it, whatever happens.
            try (PreparedStatement setting = connection
                    .prepareStatement("SELECT set_config('app.account_id', ?, true)")) {
                setting.setString(1, tenant.get().toString());
                setting.execute();
            }
        }
    }
}
