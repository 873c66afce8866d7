package dev.baton.notification.delivery;

import static dev.baton.platform.database.Columns.instant;
import static dev.baton.platform.database.Columns.optionalInstant;
import static dev.baton.platform.database.Columns.optionalUuid;
import static dev.baton.platform.database.Columns.timestamp;
import static dev.baton.platform.database.Columns.uuid;

import dev.baton.events.AccountId;
import dev.baton.events.HandoffId;
import dev.baton.events.Person;
import dev.baton.events.UserId;
import dev.baton.notification.channel.DeliveryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The deliveries of the account that is bound as the tenant. All methods run in the caller's transaction. */
@Repository
public class Deliveries {
    private static final String SHOWN = """
            SELECT d.id, d.handoff_id, d.kind, d.channel, d.recipient_id, d.recipient_name, d.state, d.attempts, d.reason,
                d.provider_answer, d.possible_repeat, d.created_at, d.accepted_at, r.at AS resent_at,
                r.name AS resent_by_name,
                CASE WHEN d.state IN ('pending', 'retry') AND d.due_at < d.expires_at THEN d.due_at END AS next_attempt_at
            FROM delivery d LEFT JOIN LATERAL (
                SELECT r.at, p.name FROM delivery_resend r
                    LEFT JOIN person p ON p.account_id = r.account_id AND p.user_id = r.by_id
                WHERE r.account_id = d.account_id AND r.delivery_id = d.id
                ORDER BY r.id DESC LIMIT 1) r ON true
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;

    Deliveries(JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Adds those that are not there yet, and returns them: the same event, read again, adds nothing. */
    public List<NewDelivery> add(List<NewDelivery> deliveries) {
        int[] added = batches.batchUpdate(
                """
                        INSERT INTO delivery (account_id, id, handoff_id, handoff_version, kind, channel, destination,
                            recipient_id, recipient_name, webhook_id, asked_by_id, asked_by_name, state, reason, traceparent,
                            created_at, happened_at, expires_at, due_at)
                        VALUES (:account, :id, :handoff, :version, :kind, :channel, :destination,
                            :recipient, :name, :webhook, :askedBy, :askedByName, :state, :reason, :traceparent,
                            :createdAt, :happenedAt, :expiresAt, :dueAt)
                        ON CONFLICT (account_id, handoff_id, handoff_version, kind, channel, recipient_id) DO NOTHING""",
                deliveries.stream().map(Deliveries::parameters).toArray(MapSqlParameterSource[]::new));
        return IntStream.range(0, added.length).filter(i -> added[i] == 1).mapToObj(deliveries::get).toList();
    }

    /** Messages about the handoff that may have been accepted already get no repeat; returns their channels. */
    List<String> review(AccountId account, HandoffId handoff, Set<DeliveryKind> kinds) {
        return review(account, "handoff_id = :handoff AND kind IN (:kinds)", of(handoff, kinds));
    }

    /** The same for messages of any kind to a person. */
    List<String> reviewAllTo(AccountId account, UserId person) {
        return review(account, "recipient_id = :person", Map.of("person", person.value()));
    }

    private List<String> review(AccountId account, String which, Map<String, ?> parameters) {
        return jdbc.sql("""
                UPDATE delivery SET state = 'needs_review', due_at = NULL, claim_token = NULL
                WHERE account_id = :account AND %s
                  AND (state = 'ambiguous' OR state IN ('pending', 'retry', 'claimed') AND possible_repeat)
                RETURNING channel""".formatted(which))
                .param("account", account.value())
                .params(parameters)
                .query((row, n) -> row.getString("channel"))
                .list();
    }

    /** Stops the messages about the handoff that were certainly not accepted; returns their channels. */
    List<String> suppress(AccountId account, HandoffId handoff, Set<DeliveryKind> kinds, String reason) {
        return suppress(account, "handoff_id = :handoff AND kind IN (:kinds)", of(handoff, kinds), reason);
    }

    /** The same for messages of any kind to a person. */
    List<String> suppressAllTo(AccountId account, UserId person, String reason) {
        return suppress(account, "recipient_id = :person", Map.of("person", person.value()), reason);
    }

    private List<String> suppress(AccountId account, String which, Map<String, ?> parameters, String reason) {
        return jdbc.sql("""
                UPDATE delivery SET state = 'suppressed', reason = :reason, due_at = NULL, claim_token = NULL
                WHERE account_id = :account AND %s
                  AND state IN ('pending', 'retry', 'claimed') AND NOT possible_repeat
                RETURNING channel""".formatted(which))
                .param("account", account.value())
                .params(parameters)
                .param("reason", reason)
                .query((row, n) -> row.getString("channel"))
                .list();
    }

    /** Those of a handoff, by id from the one after {@code after}. */
    List<Delivery> of(AccountId account, HandoffId handoff, @Nullable DeliveryId after, int limit) {
        return jdbc.sql(SHOWN + """
                WHERE d.account_id = :account AND d.handoff_id = :handoff
                  AND (CAST(:after AS uuid) IS NULL OR d.id > CAST(:after AS uuid))
                ORDER BY d.id
                LIMIT :limit""")
                .param("account", account.value())
                .param("handoff", handoff.value())
                .param("after", after == null ? null : after.value())
                .param("limit", limit)
                .query((row, n) -> delivery(row))
                .list();
    }

    Optional<Delivery> find(AccountId account, DeliveryId id) {
        return jdbc.sql(SHOWN + "WHERE d.account_id = :account AND d.id = :id")
                .param("account", account.value())
                .param("id", id.value())
                .query((row, n) -> delivery(row))
                .optional();
    }

    /** The caller holds the webhook's row, so that no second test begins meanwhile. */
    boolean testIsUnderWay(AccountId account, UUID webhook) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT 1 FROM delivery
                    WHERE account_id = :account AND webhook_id = :webhook AND kind = 'destination_test'
                      AND due_at IS NOT NULL)""")
                .param("account", account.value())
                .param("webhook", webhook)
                .query(Boolean.class)
                .single();
    }

    private static Map<String, ?> of(HandoffId handoff, Set<DeliveryKind> kinds) {
        return Map.of("handoff", handoff.value(), "kinds", kinds.stream().map(DeliveryKind::code).toList());
    }

    private static MapSqlParameterSource parameters(NewDelivery delivery) {
        HandoffId handoff = delivery.about().handoff();
        Person askedBy = delivery.about().askedBy();
        return new MapSqlParameterSource()
                .addValue("account", delivery.account().value())
                .addValue("id", delivery.id().value())
                .addValue("kind", delivery.about().kind().code())
                .addValue("handoff", handoff == null ? null : handoff.value())
                .addValue("version", delivery.about().handoffVersion())
                .addValue("webhook", delivery.about().webhook())
                .addValue("askedBy", askedBy == null ? null : askedBy.id().value())
                .addValue("askedByName", askedBy == null ? null : askedBy.name())
                .addValue("channel", delivery.channel())
                .addValue("destination", delivery.addressee().destination())
                .addValue("recipient", delivery.addressee().recipient())
                .addValue("name", delivery.addressee().name())
                .addValue("state", delivery.state().code())
                .addValue("reason", delivery.reason())
                .addValue("traceparent", delivery.traceparent())
                .addValue("createdAt", timestamp(delivery.createdAt()))
                .addValue("happenedAt", timestamp(delivery.happenedAt()))
                .addValue("expiresAt", timestamp(delivery.expiresAt()))
                .addValue("dueAt", delivery.state() == DeliveryState.PENDING
                        ? timestamp(delivery.createdAt())
                        : null);
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(new DeliveryId(uuid(row, "id")),
                optionalUuid(row, "handoff_id").map(HandoffId::new).orElse(null),
                DeliveryKind.of(row.getString("kind")), row.getString("channel"), uuid(row, "recipient_id"),
                row.getString("recipient_name"), DeliveryState.of(row.getString("state")), row.getInt("attempts"),
                row.getString("reason"), row.getString("provider_answer"), row.getBoolean("possible_repeat"),
                instant(row, "created_at"), optionalInstant(row, "accepted_at").orElse(null),
                optionalInstant(row, "resent_at").orElse(null), row.getString("resent_by_name"),
                optionalInstant(row, "next_attempt_at").orElse(null));
    }
}
