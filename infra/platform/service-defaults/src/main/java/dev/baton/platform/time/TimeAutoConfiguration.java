package dev.baton.platform.time;

import dev.baton.events.TimeOrderedUuid;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.random.RandomGenerator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The clock, the source of chance and the maker of ids; all may be used by many threads. */
@AutoConfiguration
class TimeAutoConfiguration {
    // Milliseconds, because that is what the wire carries: a row and its JSON show the same instant.
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    // Secure: ids and refresh tokens come from it.
    @Bean
    @ConditionalOnMissingBean
    RandomGenerator randomGenerator() {
        return new SecureRandom();
    }

    @Bean
    @ConditionalOnMissingBean
    TimeOrderedUuid timeOrderedUuid(Clock clock, RandomGenerator random) {
        return new TimeOrderedUuid(clock, random);
    }
}
