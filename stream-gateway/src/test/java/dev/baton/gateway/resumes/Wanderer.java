package dev.baton.gateway.resumes;

import static org.awaitility.Awaitility.await;

import dev.baton.events.Role;
import dev.baton.gateway.StreamClient;
import dev.baton.gateway.StreamClient.SseEvent;
import dev.baton.testing.TestTokens;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client that comes back to any replica with the last cursor it has, reads for a while or lets its connection stand,
 * and leaves without a word. Its own thread.
 */
final class Wanderer {
    private static final int RECEIVE_BUFFER = 8 * 1024;

    private final Publisher.Account account;
    private final List<GatewayProcess> replicas;
    private final Random random;
    private final String token;
    private final Told told;
    private final CountDownLatch ended;
    private final Runnable resumed;
    private String cursor = "";

    /**
     * @param ended after which it does not begin anything anew
     * @param resumed is told of each cursor that a replica has answered
     */
    Wanderer(Publisher.Account account, List<GatewayProcess> replicas, long seed, CountDownLatch ended,
            Runnable resumed) {
        this.resumed = resumed;
        this.account = account;
        this.replicas = replicas;
        this.random = new Random(seed);
        this.token = TestTokens.of(account.id(), Role.ENGINEER);
        this.told = new Told(account.id(), account.happened());
        this.ended = ended;
    }

    Told told() {
        return told;
    }

    void wander() throws InterruptedException {
        while (ended.getCount() > 0) {
            visit(random.nextInt(5) == 0);
            // Away for a moment, or for longer than memory goes back.
            pause(random.nextInt(3) == 0 ? 1_500 + random.nextInt(2_500) : random.nextInt(300));
        }
    }

    /** Reads at a replica until all that happened was told. */
    boolean readsToTheEnd(GatewayProcess replica) {
        // Some times: one that is too slow on a busy machine is cut.
        for (int tries = 0; tries < 10 && !told.hasAll(); tries++) {
            readOn(replica);
        }
        return told.hasAll();
    }

    private void readOn(GatewayProcess replica) {
        try (StreamClient client = connect(replica)) {
            AtomicInteger heard = new AtomicInteger();
            await().atMost(Duration.ofSeconds(30)).pollInSameThread().until(() -> {
                heard.set(hear(client, heard.get()));
                return told.hasAll() || !client.isOpen();
            });
        }
    }

    private void visit(boolean stalls) throws InterruptedException {
        try (StreamClient client = connect(replicas.get(random.nextInt(replicas.size())))) {
            pause(50 + random.nextInt(400));
            if (stalls) {
                client.pause();
                try {
                    pause(1_000 + random.nextInt(3_000));
                } finally {
                    client.goOn();
                }
                pause(random.nextInt(500));
            }
            // It leaves in the middle of what it is sent: anything up to now may be the last it has seen.
            hear(client, 0);
        } catch (UncheckedIOException killed) {
            // Its replica is away; the next one may be the other.
            return;
        }
    }

    private StreamClient connect(GatewayProcess replica) {
        String[] lines = cursor.isEmpty()
                ? new String[]{"Authorization: Bearer " + token}
                : new String[]{"Authorization: Bearer " + token, "Last-Event-ID: " + cursor};
        StreamClient client = StreamClient.unread(replica.streamPort(), RECEIVE_BUFFER,
                "GET " + StreamClient.PATH + " HTTP/1.1", lines);
        client.read();
        told.connected();
        return client;
    }

    private int hear(StreamClient client, int from) {
        List<SseEvent> events = client.events();
        boolean resumes = !cursor.isEmpty();
        for (SseEvent event : events.subList(from, events.size())) {
            told.hear(event, resumes);
            if (event.type().equals("ready") && resumes) {
                resumed.run();
            }
            cursor = event.id().isEmpty() ? cursor : event.id();
        }
        return events.size();
    }

    private void pause(long millis) throws InterruptedException {
        // Ends early with the test.
        ended.await(millis, TimeUnit.MILLISECONDS);
    }
}
