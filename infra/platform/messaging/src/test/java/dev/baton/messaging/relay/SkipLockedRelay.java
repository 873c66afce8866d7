package dev.baton.messaging.relay;

import dev.baton.events.EventCodec;
import dev.baton.events.EventHeaders;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The relay that everybody would write first, wrong on purpose: each replica takes the rows that no other has locked. It
 * shows that {@link OrderChecker} can fail.
 */
final class SkipLockedRelay implements AutoCloseable {
    private final DataSource login;
    private final Producer<byte[], byte[]> producer;
    private final Thread thread;
    private volatile boolean stopped;

    SkipLockedRelay(DataSource login, Producer<byte[], byte[]> producer) {
        this.login = login;
        this.producer = producer;
        this.thread = Thread.ofPlatform().start(this::run);
    }

    private void run() {
        try (Connection connection = login.getConnection()) {
            connection.setAutoCommit(false);
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            while (!stopped) {
                publish(jdbc);
                connection.commit();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void publish(JdbcClient jdbc) throws Exception {
        List<OutboxRecord> round = jdbc.sql("SELECT " + OutboxRecord.COLUMNS
                + " FROM outbox ORDER BY id LIMIT 5 FOR UPDATE SKIP LOCKED").query(OutboxRecord::of).list();
        List<Future<?>> acknowledgements = new ArrayList<>();
        for (OutboxRecord record : round) {
            ProducerRecord<byte[], byte[]> out = new ProducerRecord<>(record.stream().topic(),
                    EventCodec.header(record.key()), record.body());
            out.headers()
                    .add(EventHeaders.ACCOUNT_ID, EventCodec.header(record.stream().account().toString()))
                    .add(EventHeaders.EPOCH, EventCodec.header(Long.toString(record.epoch())));
            acknowledgements.add(producer.send(out));
        }
        for (Future<?> acknowledgement : acknowledgements) {
            acknowledgement.get();
        }
        for (OutboxRecord record : round) {
            jdbc.sql("DELETE FROM outbox WHERE id = :id").param("id", record.id()).update();
        }
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
