package dev.baton.events;

/** Names of the topics; partitions, retention and owners stand in {@code infra/kafka/topics.yaml}. */
public final class Topics {
    /** Every handoff event, keyed by account: the order within an account is the order of its commits. */
    public static final String HANDOFF_EVENTS = "baton.handoff.events.v1";

    /** People, compacted, keyed {@code account/user}, partitioned by account. */
    public static final String DIRECTORY_USERS = "baton.directory.users.v1";

    private Topics() {}

    /** Where {@code group} puts records of {@code topic} that it cannot handle. */
    public static String deadLetters(String topic, String group) {
        return topic + "." + group + ".dlt";
    }
}
