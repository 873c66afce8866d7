package dev.baton.handoff.demo;

import dev.baton.handoff.identity.Members;
import dev.baton.platform.tenancy.Tenant;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Fills an empty database with the demo accounts and their past, before the service says that it is ready. What is there
 * already is left alone, so a start after a crash goes on where the last one stopped.
 */
final class DemoSeed implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(DemoSeed.class);
    private static final String PASSWORD = "baton-demo";
    // One replica seeds; the others wait and then find everything there.
    private static final String LOCK = "SELECT pg_advisory_lock(hashtext('baton demo data'))";
    // A database that restarts while a replica looks through the demo data must not end the replica: once was seen to leave
    // a process behind that served on its main port and never became ready.
    private static final RetryTemplate UNTIL_THE_DATABASE_IS_BACK = new RetryTemplate(RetryPolicy.builder()
            .includes(SQLException.class, DataAccessException.class, TransactionException.class)
            .maxRetries(60)
            .delay(Duration.ofMillis(500))
            .multiplier(2)
            .maxDelay(Duration.ofSeconds(5))
            .build());

    private final DemoFiles files;
    private final DemoReplay replay;
    private final Members members;
    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final PasswordEncoder passwords;
    private final Clock clock;

    DemoSeed(DemoFiles files, DemoReplay replay, Members members, DataSource dataSource, JdbcClient jdbc,
            TransactionOperations transaction, PasswordEncoder passwords, Clock clock) {
        this.files = files;
        this.replay = replay;
        this.members = members;
        this.dataSource = dataSource;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.passwords = passwords;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) throws RetryException {
        UNTIL_THE_DATABASE_IS_BACK.execute(this::seedAlone);
    }

    private boolean seedAlone() throws IOException, SQLException {
        try (Connection connection = dataSource.getConnection(); Statement lock = connection.createStatement()) {
            lock.execute(LOCK);
            try {
                seed();
            } finally {
                lock.execute("SELECT pg_advisory_unlock_all()");
            }
        }
        return true;
    }

    private void seed() throws IOException {
        Instant now = clock.instant();
        for (DemoAccount account : files.accounts()) {
            List<DemoSession> scripts = files.sessions(account.key())
                    .stream()
                    .sorted(Comparator.comparing(DemoSession::started).reversed())
                    .toList();
            Tenant.run(account.id(), () -> {
                transaction.executeWithoutResult(status -> people(account));
                scripts.forEach(script -> transaction.executeWithoutResult(status -> session(account, script, now)));
            });
            LOG.atInfo().addKeyValue("accountId", account.id()).log("demo data is there");
        }
    }

    private void people(DemoAccount account) {
        if (jdbc.sql("SELECT count(*) FROM account").query(Long.class).single() > 0) {
            return;
        }
        members.open(account.id(), account.name());
        String hash = passwords.encode(PASSWORD);
        account.members().forEach(person -> members.add(person.of(account.id()), hash, person.timeZone()));
    }

    private void session(DemoAccount account, DemoSession script, Instant now) {
        boolean there = jdbc.sql("SELECT count(*) FROM ai_session WHERE problem_summary = :problem")
                .param("problem", script.problemSummary())
                .query(Long.class)
                .single() > 0;
        if (!there) {
            replay.play(account, script, now.minus(script.started()));
        }
    }
}
