package dev.baton.platform.tenancy;

import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionManager;

/**
 * Makes {@link RowSecurityTransactions} the transaction manager of every service with a data source, and gives it the
 * {@link NameLock}.
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class, before = DataSourceTransactionManagerAutoConfiguration.class)
@ConditionalOnClass(JdbcTransactionManager.class)
@ConditionalOnSingleCandidate(DataSource.class)
class TenancyAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(TransactionManager.class)
    RowSecurityTransactions transactionManager(DataSource dataSource) {
        return new RowSecurityTransactions(dataSource);
    }

    @Bean
    NameLock nameLock(DataSource dataSource) {
        return new NameLock(dataSource);
    }
}
