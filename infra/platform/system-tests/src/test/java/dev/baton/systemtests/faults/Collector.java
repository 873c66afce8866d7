package dev.baton.systemtests.faults;

import dev.baton.events.EventHeaders;
import dev.baton.systemtests.Baton;
import dev.baton.systemtests.EventLog;
import dev.baton.systemtests.Person;
import dev.baton.systemtests.faults.Evidence.DeliveryRow;
import dev.baton.systemtests.faults.Evidence.HandoffRow;
import dev.baton.systemtests.faults.Evidence.Mail;
import dev.baton.systemtests.faults.Evidence.MetricRow;
import dev.baton.systemtests.faults.Evidence.TopicRecord;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what the run left: the databases as their superuser, the topic as an integrator, the mails as files. */
final class Collector {
    private static final String FACTS = """
            SELECT h.account_id, h.id, h.created_at::text, h.claimed_by::text, h.claimed_at::text,
                   least(
                       (SELECT min(t.created_at) FROM session_step t WHERE t.account_id = h.account_id
                           AND t.session_id = h.session_id AND t.actor_id = h.claimed_by
                           AND t.created_at >= h.claimed_at),
                       (SELECT min(m.created_at) FROM session_message m WHERE m.account_id = h.account_id
                           AND m.session_id = h.session_id AND m.author_id = h.claimed_by
                           AND m.created_at >= h.claimed_at))::text
            FROM handoff h WHERE h.intent = 'escalate'""";
    private static final String METRIC = """
            SELECT account_id, handoff_id, created_at::text, claimed_by::text, claimed_at::text, first_action_at::text
            FROM handoff_metric WHERE generation = 1""";
    // Whoever claims a session of the load writes there once.
    private static final String TWICE = """
            SELECT count(*) FROM (SELECT 1 FROM session_message WHERE author_id IS NOT NULL
                GROUP BY account_id, session_id, author_id HAVING count(*) > 1) AS twice""";
    private static final String UNSETTLED = """
            SELECT count(*) FROM delivery
            WHERE kind = 'pick_up' AND state IN ('pending', 'claimed', 'sending', 'retry', 'ambiguous')""";

    private final Baton baton;

    Collector(Baton baton) {
        this.baton = baton;
    }

    /** A row at a time. */
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    List<HandoffRow> handoffs() throws IOException, SQLException {
        return query("handoff", "SELECT account_id, id, reason, claimed_by FROM handoff WHERE intent = 'escalate'",
                row -> new HandoffRow(uuid(row, 1), uuid(row, 2), row.getString(3), row.getObject(4, UUID.class)));
    }

    Set<MetricRow> facts() throws IOException, SQLException {
        return new HashSet<>(query("handoff", FACTS, Collector::metricRow));
    }

    Set<MetricRow> metric() throws IOException, SQLException {
        return new HashSet<>(query("analytics", METRIC, Collector::metricRow));
    }

    /** The mails about what was escalated. */
    List<DeliveryRow> deliveries() throws IOException, SQLException {
        return deliveries("kind = 'pick_up'");
    }

    /** The mails about what was escalated and then left alone for too long. */
    List<DeliveryRow> reminders() throws IOException, SQLException {
        return deliveries("kind IN ('reminder', 'admin_reminder', 'idle_reminder')");
    }

    private List<DeliveryRow> deliveries(String which) throws IOException, SQLException {
        return query("notification", """
                SELECT account_id, id, handoff_id, recipient_id, state, possible_repeat
                FROM delivery WHERE channel = 'email' AND\s""" + which,
                row -> new DeliveryRow(uuid(row, 1), uuid(row, 2),
                        uuid(row, 3), uuid(row, 4), row.getString(5), row.getBoolean(6)));
    }

    /** By name, all of it zero once everything is settled. */
    Map<String, Long> leftovers() throws IOException, SQLException, InterruptedException {
        Map<String, Long> left = new TreeMap<>();
        left.put("outbox", count("handoff", "SELECT count(*) FROM outbox"));
        left.put("parked streams", count("handoff", "SELECT count(*) FROM outbox_parked"));
        left.put("assessments that are pending", count("handoff",
                "SELECT count(*) FROM assessment WHERE state = 'pending'"));
        left.put("messages that are there twice", count("handoff", TWICE));
        left.put("deliveries that are not settled", count("notification", UNSETTLED));
        left.put("holes of notification-service", count("notification", "SELECT count(*) FROM inbox_hole"));
        left.put("holes of analytics-service", count("analytics", "SELECT count(*) FROM inbox_hole"));
        left.put("dead letters", deadLetters());
        return left;
    }

    List<TopicRecord> topic() {
        return EventLog.read(baton.kafka()).stream().map(Collector::topicRecord).toList();
    }

    List<Mail> mails() throws IOException {
        try (Stream<Path> files = Files.list(baton.data().resolve("mail"))) {
            List<Mail> mails = new ArrayList<>();
            for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
                mails.add(mail(Files.readString(file)));
            }
            return mails;
        }
    }

    // The message id is made of the delivery's.
    private static Mail mail(String json) {
        JsonNode mail = Person.JSON.readTree(json);
        String messageId = mail.at("/headers/Message-ID/0").asString();
        List<String> to = new ArrayList<>();
        mail.get("to").forEach(address -> to.add(address.asString()));
        return new Mail(UUID.fromString(messageId.substring(1, messageId.indexOf('@'))), to,
                Evidence.canaries(json));
    }

    private static TopicRecord topicRecord(ConsumerRecord<String, byte[]> entry) {
        String text = new String(entry.value(), StandardCharsets.UTF_8);
        JsonNode event = Person.JSON.readTree(text);
        return new TopicRecord(entry.key(), EventLog.header(entry, EventHeaders.ACCOUNT_ID),
                Long.parseLong(EventLog.header(entry, EventHeaders.EPOCH)),
                Long.parseLong(EventLog.header(entry, EventHeaders.SEQUENCE)), event.get("id").asString(),
                event.get("type").asString(), optional(event.at("/data/handoff_id")),
                optional(event.at("/data/claimed_by/id")), Evidence.canaries(text));
    }

    private static @Nullable UUID optional(JsonNode id) {
        return id.isString() ? UUID.fromString(id.asString()) : null;
    }

    private long deadLetters() throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", baton.kafka()))) {
            Set<String> names = admin.listTopics()
                    .names()
                    .get()
                    .stream()
                    .filter(name -> name.endsWith(".dlt"))
                    .collect(Collectors.toSet());
            Map<TopicPartition, OffsetSpec> ends = admin.describeTopics(names)
                    .allTopicNames()
                    .get()
                    .values()
                    .stream()
                    .flatMap(topic -> topic.partitions()
                            .stream()
                            .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().values().stream().mapToLong(end -> end.offset()).sum();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private long count(String database, String sql) throws IOException, SQLException {
        return query(database, sql, row -> row.getLong(1)).getFirst();
    }

    private <T> List<T> query(String database, String sql, RowReader<T> reader) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(baton.database(database), "postgres", password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<T> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(reader.read(row));
            }
            return rows;
        }
    }

    private String password() throws IOException {
        Properties passwords = new Properties();
        try (Reader file = Files.newBufferedReader(baton.data().resolve("keys/passwords.properties"))) {
            passwords.load(file);
        }
        return passwords.getProperty("postgres");
    }

    private static MetricRow metricRow(ResultSet row) throws SQLException {
        return new MetricRow(uuid(row, 1), uuid(row, 2), row.getString(3), row.getString(4), row.getString(5),
                row.getString(6));
    }

    private static UUID uuid(ResultSet row, int column) throws SQLException {
        return row.getObject(column, UUID.class);
    }
}
