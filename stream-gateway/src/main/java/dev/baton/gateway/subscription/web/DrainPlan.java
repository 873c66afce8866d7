package dev.baton.gateway.subscription.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Which stream is led elsewhere when: spread evenly over a window, in random order, each at a random moment of a slot
 * of its own. So many end in any second as in any other, whoever they are, and replicas are not in step.
 */
record DrainPlan(Duration window, RandomGenerator random) {
    /** Once so much of the drain has passed, it is this one's turn. */
    record Turn<T>(T stream, long afterNanos) {}

    /** One turn for each, the next one first. */
    <T> List<Turn<T>> of(Collection<T> streams) {
        List<T> order = new ArrayList<>(streams);
        Collections.shuffle(order, random);
        double slot = (double) window.toNanos() / Math.max(1, order.size());
        List<Turn<T>> turns = new ArrayList<>(order.size());
        for (T stream : order) {
            turns.add(new Turn<>(stream, (long) ((turns.size() + random.nextDouble()) * slot)));
        }
        return turns;
    }
}
