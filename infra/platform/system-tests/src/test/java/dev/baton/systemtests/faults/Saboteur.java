package dev.baton.systemtests.faults;

import dev.baton.systemtests.faults.Processes.Running;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Kills and pauses one process after another. All are dealt like cards: every process meets every fault before one meets
 * the same again; the kills of the first round come first.
 */
final class Saboteur {
    private static final Duration HEALING = Duration.ofMinutes(3);
    private static final String ENGINE_WITH_BACKENDS = "postgres";
    private static final double LEFT_ALONE = 0.2;

    private final Processes processes;
    private final List<String> names;
    private final Random random;
    private final Deque<Card> deck = new ArrayDeque<>();
    private final Map<String, Integer> made = new TreeMap<>();
    private int count;

    private enum Kind {
        KILL,
        PAUSE,
        KILL_BACKEND
    }

    private record Card(Kind kind, String process) {}

    Saboteur(Processes processes, long seed) throws IOException {
        this.processes = processes;
        this.names = processes.names();
        this.random = new Random(seed);
    }

    /** How many of each kind were made. */
    Map<String, Integer> made() {
        return made;
    }

    int count() {
        return count;
    }

    /** Makes one fault. Mostly waits until its process is back, sometimes leaves it to heal while the next one comes. */
    void strike() throws IOException, InterruptedException {
        if (deck.isEmpty()) {
            deal();
        }
        Card card = deck.removeFirst();
        awaitReady(card.process());
        Optional<ProcessHandle> victim = processes.find(card.process()).flatMap(Running::handle);
        if (victim.isPresent() && strike(card.kind(), victim.get())) {
            count++;
            made.merge(card.kind() + " " + card.process(), 1, Integer::sum);
        }
        if (random.nextDouble() >= LEFT_ALONE) {
            awaitReady(card.process());
        }
    }

    void awaitAllReady() {
        names.forEach(this::awaitReady);
    }

    private void deal() {
        List<Card> kills = new ArrayList<>();
        List<Card> others = new ArrayList<>();
        for (String name : names) {
            kills.add(new Card(Kind.KILL, name));
            others.add(new Card(Kind.PAUSE, name));
        }
        others.add(new Card(Kind.KILL_BACKEND, ENGINE_WITH_BACKENDS));
        Collections.shuffle(kills, random);
        Collections.shuffle(others, random);
        deck.addAll(kills);
        deck.addAll(others);
    }

    private boolean strike(Kind kind, ProcessHandle victim) throws IOException, InterruptedException {
        switch (kind) {
            case KILL -> {
                Processes.signal("KILL", List.of(victim));
                Awaitility.await().atMost(HEALING).until(() -> !victim.isAlive());
            }
            case PAUSE -> pause(victim);
            case KILL_BACKEND -> {
                List<ProcessHandle> backends = victim.children().toList();
                if (backends.isEmpty()) {
                    return false;
                }
                Processes.signal("KILL", List.of(backends.get(random.nextInt(backends.size()))));
            }
        }
        return true;
    }

    /** With its children, as PostgreSQL's connections are: the whole of it stands still. */
    private void pause(ProcessHandle victim) throws IOException, InterruptedException {
        List<ProcessHandle> all = Stream.concat(Stream.of(victim), victim.descendants()).toList();
        Processes.signal("STOP", all);
        try {
            // One in four outlives the lease of a delivery and the idle limit of a transaction.
            Thread.sleep(random.nextInt(4) == 0 ? 8_000 + random.nextInt(5_000) : 500 + random.nextInt(3_500));
        } finally {
            Processes.signal("CONT", all.stream().filter(ProcessHandle::isAlive).toList());
        }
    }

    private void awaitReady(String name) {
        try {
            Awaitility.await()
                    .atMost(HEALING)
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> processes.isReady(name));
        } catch (ConditionTimeoutException e) {
            processes.askForThreads(name);
            throw new IllegalStateException(name + " did not come back within " + HEALING, e);
        }
    }
}
