package dev.baton.handoff.demo;

import dev.baton.handoff.assessment.AssessmentJob;
import dev.baton.handoff.identity.Members;
import dev.baton.handoff.lifecycle.Claims;
import dev.baton.handoff.lifecycle.Handoffs;
import dev.baton.handoff.session.Resolutions;
import dev.baton.handoff.session.Sessions;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.support.TransactionOperations;

/** Exists only where {@code baton.demo.data} names the folder of demo data: the local run, never production. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("baton.demo.data")
class DemoConfiguration {
    @Bean
    @Primary
    Clock replayClock() {
        return new ReplayClock();
    }

    @Bean
    DemoSeed demoSeed(@Value("${baton.demo.data}") String folder, Sessions sessions, Resolutions resolutions,
            Handoffs handoffs, Claims claims, AssessmentJob assessment, Members members, DataSource dataSource,
            JdbcClient jdbc,
            TransactionOperations transaction, PasswordEncoder passwords, Clock clock) {
        return new DemoSeed(new DemoFiles(Path.of(folder)),
                new DemoReplay(sessions, resolutions, handoffs, claims, assessment),
                members,
                dataSource, jdbc, transaction, passwords, clock);
    }
}
