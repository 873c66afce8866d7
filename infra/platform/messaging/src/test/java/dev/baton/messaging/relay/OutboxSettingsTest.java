package dev.baton.messaging.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.baton.database.DatabaseRole;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** Operators rely on names, defaults and bounds; the database is held to what the outbox needs. */
class OutboxSettingsTest {
    @Test
    void theDefaultsAreThoseOfTheDesign() {
        assertThat(bound(Map.of())).isEqualTo(new OutboxProperties(false, false, Duration.ofMillis(200), 2000,
                DataSize.ofMegabytes(8), Duration.ofSeconds(5)));
    }

    @Test
    void everySettingHasItsName() {
        assertThat(bound(Map.of("baton.messaging.outbox.enabled", "true", "baton.messaging.outbox.hold", "true",
                "baton.messaging.outbox.sweep", "1s", "baton.messaging.outbox.batch", "7",
                "baton.messaging.outbox.max-bytes", "1MB", "baton.messaging.outbox.deadline", "3s")))
                .isEqualTo(new OutboxProperties(true, true, Duration.ofSeconds(1), 7, DataSize.ofMegabytes(1),
                        Duration.ofSeconds(3)));
    }

    @Test
    void whatWouldNotWorkIsRefused() {
        assertThat(wrong(Map.of())).isEmpty();
        // PostgreSQL would end the transaction before the deadline.
        assertThat(wrong(Map.of("baton.messaging.outbox.deadline", "8s"))).containsExactly("deadline");
        assertThat(wrong(Map.of("baton.messaging.outbox.sweep", "1m"))).containsExactly("sweep");
        assertThat(wrong(Map.of("baton.messaging.outbox.batch", "0"))).containsExactly("batch");
        assertThat(wrong(Map.of("baton.messaging.outbox.max-bytes", "32KB"))).containsExactly("maxBytesInBounds");
    }

    @Test
    void aPoolThatAcknowledgesBeforeTheDiskIsRefused() {
        try (OutboxFixture outbox = new OutboxFixture()) {
            assertThatCode(() -> new CommitSettings(outbox.jdbc).afterSingletonsInstantiated())
                    .doesNotThrowAnyException();
            outbox.execute("ALTER DATABASE " + outbox.database.name() + " SET synchronous_commit = off");

            JdbcClient fresh = JdbcClient.create(outbox.database.as(DatabaseRole.APP));
            assertThatIllegalStateException()
                    .isThrownBy(() -> new CommitSettings(fresh).afterSingletonsInstantiated())
                    .withMessageContaining("synchronous_commit = on");
        }
    }

    @Test
    void everyTableOfAnAccountIsGuardedByForcedRowSecurity() {
        try (OutboxFixture outbox = new OutboxFixture()) {
            String policies = outbox.query("""
                    SELECT string_agg(relname || ' ' || relrowsecurity || ' ' || relforcerowsecurity || ' ' || (
                        SELECT string_agg(polname, ',' ORDER BY polname) FROM pg_policy WHERE polrelid = pg_class.oid),
                        E'\\n' ORDER BY relname)
                    FROM pg_class WHERE oid IN (
                        SELECT attrelid FROM pg_attribute WHERE attname = 'account_id') AND relkind = 'r'
                    """, String.class);

            assertThat(policies.lines()).containsExactly(
                    "directory_progress true true migrator,tenant",
                    "directory_unread true true migrator,tenant",
                    "effect true true migrator,tenant",
                    "event_stream true true migrator,tenant",
                    "inbox true true migrator,tenant",
                    "inbox_hole true true migrator,tenant",
                    "outbox true true migrator,relay,tenant",
                    "outbox_parked true true migrator,relay,tenant");
        }
    }

    private static OutboxProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("baton.messaging.outbox",
                OutboxProperties.class);
    }

    private static List<String> wrong(Map<String, String> settings) {
        try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
            return validators.getValidator()
                    .validate(bound(settings))
                    .stream()
                    .map(violation -> violation.getPropertyPath().toString())
                    .toList();
        }
    }
}
