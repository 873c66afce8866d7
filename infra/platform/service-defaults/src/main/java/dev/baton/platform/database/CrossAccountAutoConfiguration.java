package dev.baton.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Beans qualified {@code relay} (a {@link DataSource}) and {@code worker} (a {@link DataSource}, a {@link JdbcClient}
 * and a {@link TransactionTemplate}). They are never injected by type alone: whoever crosses accounts says so.
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@ConditionalOnClass({HikariDataSource.class, JdbcClient.class})
@ConditionalOnBean(JdbcConnectionDetails.class)
@EnableConfigurationProperties(DatabaseProperties.class)
class CrossAccountAutoConfiguration {
    @Bean(defaultCandidate = false, destroyMethod = "close")
    @Qualifier("relay")
    @ConditionalOnProperty("baton.database.relay.username")
    HikariDataSource relayDataSource(JdbcConnectionDetails database, DatabaseProperties logins) {
        return pool("relay", database, logins.relay());
    }

    @Bean(defaultCandidate = false, destroyMethod = "close")
    @Qualifier("worker")
    @ConditionalOnProperty("baton.database.worker.username")
    HikariDataSource workerDataSource(JdbcConnectionDetails database, DatabaseProperties logins) {
        return pool("worker", database, logins.worker());
    }

    @Bean(defaultCandidate = false)
    @Qualifier("worker")
    @ConditionalOnProperty("baton.database.worker.username")
    JdbcClient workerJdbcClient(@Qualifier("worker") DataSource worker) {
        return JdbcClient.create(worker);
    }

    @Bean(defaultCandidate = false)
    @Qualifier("worker")
    @ConditionalOnProperty("baton.database.worker.username")
    TransactionTemplate workerTransactions(@Qualifier("worker") DataSource worker) {
        return new TransactionTemplate(new JdbcTransactionManager(worker));
    }

    private static HikariDataSource pool(String name, JdbcConnectionDetails database,
            DatabaseProperties.@Nullable Login login) {
        Objects.requireNonNull(login, name);
        HikariConfig settings = new HikariConfig();
        settings.setPoolName(name);
        settings.setJdbcUrl(database.getJdbcUrl());
        settings.setUsername(login.username());
        settings.setPassword(login.password());
        settings.setMaximumPoolSize(login.maxConnections());
        // Starts although the database does not answer yet, as the service's own pool does.
        settings.setInitializationFailTimeout(-1);
        return new HikariDataSource(settings);
    }
}
