package dev.baton.platform.database;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Logins to the service's database ({@code spring.datasource.url}) for work that crosses accounts.
 *
 * @param relay publishes the outbox; none if the service has none
 * @param worker claims due work; none if the service has none
 */
@Validated
@ConfigurationProperties("baton.database")
record DatabaseProperties(@Valid @Nullable Login relay, @Valid @Nullable Login worker) {
    /**
     * One login with its small pool.
     *
     * @param maxConnections of this process
     */
    record Login(@NotBlank String username, String password, @DefaultValue("4") @Min(1) @Max(50) int maxConnections) {
        @Override
        public String toString() {
            return username;
        }
    }
}
