package dev.baton.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.health.DataSourceHealthContributorAutoConfiguration;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Beans qualified {@code relay} (a {@link DataSource}) and {@code worker} (a {@link DataSource}, a {@link JdbcClient}
 * and a {@link TransactionTemplate}). They are never injected by type alone: whoever crosses accounts says so.
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class, before = DataSourceHealthContributorAutoConfiguration.class)
@ConditionalOnClass({HikariDataSource.class, JdbcClient.class})
@ConditionalOnBean(JdbcConnectionDetails.class)
@EnableConfigurationProperties(DatabaseProperties.class)
class CrossAccountAutoConfiguration {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final Environment environment;

    CrossAccountAutoConfiguration(Environment environment) {
        this.environment = environment;
    }

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

    // Readiness asks for the service's own pool alone. Boot's indicator would wait for each pool in turn, and a probe
    // that takes half a minute tells nobody in time that a database is away.
    @Bean
    DataSourceHealthIndicator dbHealthContributor(DataSource own) {
        return new DataSourceHealthIndicator(own);
    }

    private HikariDataSource pool(String name, JdbcConnectionDetails database,
            DatabaseProperties.@Nullable Login login) {
        Objects.requireNonNull(login, name);
        // Timeouts and driver properties as the service's own pool has them.
        HikariConfig settings = Binder.get(environment)
                .bind("spring.datasource.hikari", HikariConfig.class)
                .orElseGet(HikariConfig::new);
        settings.setPoolName(name);
        settings.setJdbcUrl(database.getJdbcUrl());
        settings.setUsername(login.username());
        settings.setPassword(login.password());
        settings.setMaximumPoolSize(login.maxConnections());
        settings.setMinimumIdle(1);
        settings.setConnectionTimeout(TIMEOUT.toMillis());
        // Starts although the database does not answer yet, as the service's own pool does.
        settings.setInitializationFailTimeout(-1);
        return new HikariDataSource(settings);
    }
}
