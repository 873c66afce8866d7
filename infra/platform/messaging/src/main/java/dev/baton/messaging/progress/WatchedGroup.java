package dev.baton.messaging.progress;

/**
 * A group of this service and the topic that it reads.
 *
 * @param topicRenewed told when the topic was made anew: what the group knows of offsets means nothing any more
 */
public record WatchedGroup(String group, String topic, Runnable topicRenewed) {}
