package dev.baton.platform.database;

import liquibase.integration.spring.SpringLiquibase;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Replicas of a service that start at the same time migrate its database one after the other. */
@AutoConfiguration
@ConditionalOnClass(SpringLiquibase.class)
class MigrationLockAutoConfiguration {
    // Static: it has to be there before the beans that it looks at.
    @Bean
    static MigrationLock migrationLock() {
        return new MigrationLock();
    }
}
