package dev.baton.messaging.inbox;

import dev.baton.events.EventCodec;
import dev.baton.events.Topics;
import dev.baton.messaging.DirectoryProgress;
import dev.baton.messaging.DirectorySubscription;
import dev.baton.messaging.EventSubscription;
import dev.baton.messaging.progress.GroupWatch;
import dev.baton.messaging.progress.WatchedGroup;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.transaction.support.TransactionOperations;

/** Puts together what each subscription runs on. */
record SubscriptionWiring(JdbcClient jdbc, TransactionOperations transactions, EventCodec codec,
        DirectoryProgress progress, KafkaOperations<byte[], byte[]> deadLetters, SubscriptionContainers containers,
        InboxProperties properties, GroupWatch watch, MeterRegistry meters, Clock clock) {

    ConcurrentMessageListenerContainer<byte[], byte[]> container(EventSubscription subscription) {
        InboxMetrics metrics = new InboxMetrics(meters, clock, subscription.group(), subscription.topic());
        Watermarks watermarks = new Watermarks(jdbc, subscription.group(), subscription.topic(), clock);
        return container(subscription.group(), subscription.deadLetterGroup(), subscription.topic(),
                new EventIntake(subscription.handler(), codec, watermarks, transactions, metrics), metrics);
    }

    ConcurrentMessageListenerContainer<byte[], byte[]> container(DirectorySubscription subscription) {
        InboxMetrics metrics = new InboxMetrics(meters, clock, subscription.group(), Topics.DIRECTORY_USERS);
        return container(subscription.group(), subscription.group(), Topics.DIRECTORY_USERS,
                new DirectoryIntake(subscription, codec, progress, transactions), metrics);
    }

    private ConcurrentMessageListenerContainer<byte[], byte[]> container(String group, String deadLetterGroup,
            String topic, Intake intake, InboxMetrics metrics) {
        DeadLetters letters = new DeadLetters(deadLetters, clock, group, deadLetterGroup);
        return containers.make(group, topic, running -> {
            InboxListener listener = new InboxListener(intake, letters, properties, metrics, running);
            watch.add(new WatchedGroup(group, topic, () -> listener.startOver(topic)));
            return listener;
        });
    }
}
