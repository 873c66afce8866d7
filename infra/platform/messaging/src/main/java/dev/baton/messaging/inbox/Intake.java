package dev.baton.messaging.inbox;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a subscription does with a record: the gapless events of accounts, or the states of a compacted topic. */
interface Intake {
    /** Takes the record in, effect and progress in one transaction. */
    Outcome take(ConsumerRecord<byte[], byte[]> record);

    /**
     * Goes past a record that became a dead letter.
     *
     * @param failure {@link Failure#POISON} if it could not be read, so that what its headers claim is not to be trusted
     */
    void pass(ConsumerRecord<byte[], byte[]> record, Failure failure, String cause);

    /** The topic was made anew: offsets that were remembered mean nothing any more. */
    default void startOver() {}
}
