package dev.baton.messaging.progress;

import java.util.function.BooleanSupplier;

/**
 * A group of this service and the topic that it reads.
 *
 * @param topicRenewed told when the topic was made anew, and what the group knows of offsets means nothing any more; false
 *     if nothing could be done about it now, so that it is told again
 */
public record WatchedGroup(String group, String topic, BooleanSupplier topicRenewed) {}
