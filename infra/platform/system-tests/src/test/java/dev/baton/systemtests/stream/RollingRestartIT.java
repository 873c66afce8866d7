package dev.baton.systemtests.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.baton.systemtests.Baton;
import dev.baton.systemtests.Person;
import dev.baton.systemtests.RunningBaton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import okhttp3.Protocol;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Acceptance G3, G8, G9: the replicas restart one after the other under clients that others have written. */
@ExtendWith(RunningBaton.class)
class RollingRestartIT {
    private static final List<String> ENGINEERS = List.of("senior", "senior2", "admin", "owner");
    // As the table in infra/proxies says.
    private static final List<String> BREAKING = List.of("nginx with HTTP/1.1", "nginx with HTTP/2",
            "haproxy with HTTP/1.1");
    // A replica that was just started may say busy, and then asks for up to a minute.
    private static final Duration COME_BACK = Duration.ofSeconds(90);

    private static final Journal journal = new Journal();
    private static final List<AutoCloseable> opened = new ArrayList<>();
    private static final Map<String, RecordedStream> recorded = new TreeMap<>();
    private static final List<String> handoffs = new ArrayList<>();

    private static Baton baton;
    private static Proxies proxies;

    @BeforeAll
    static void restartBothUnderAllClients(Baton running) throws Exception {
        baton = running;
        proxies = Proxies.before(baton);
        opened.add(proxies);
        startTheClients();
        await().atMost(COME_BACK)
                .until(() -> followers().allMatch(follower -> journal.count(follower, "ready") > 0)
                        && recorded.values().stream().allMatch(RecordedStream::isReady));
        escalate(baton.edge(1));
        awaitAll();
        restart(2);
        // All streams are on the first now.
        restart(1);
        escalate(baton.edge(1));
        awaitAll();
    }

    @AfterAll
    static void close() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
    }

    private static void startTheClients() throws Exception {
        List<Map<String, String>> ways = new ArrayList<>();
        for (int way = 0; way < addresses().size(); way++) {
            Address address = addresses().get(way);
            // Somebody else on each way: nobody has so many pages open.
            Person person = baton.signIn(ENGINEERS.get(way) + "@acme.example");
            URI stream = address.uri().resolve(Way.STREAM);
            ways.add(Map.of("name", address.name(), "url", stream.toString(), "token", person.token()));
            opened.add(JavaClient.start("okhttp-eventsource " + address.name(), stream, person.token(),
                    address.protocols(), proxies.certificate(), journal));
        }
        opened.add(NodeClients.start(ways, proxies.certificate(), journal));
        startTheExamples();
        for (Way way : proxies.ways()) {
            RecordedStream stream = RecordedStream.open(way, baton.signIn("senior@globex.example"));
            recorded.put(way.name(), stream);
            opened.add(stream);
        }
    }

    private static void startTheExamples() throws IOException {
        Examples examples = Examples.extract();
        for (String name : Examples.FOLLOWERS) {
            opened.add(examples.start(name, baton, "senior2@acme.example", line -> {
                String[] heard = line.split(" ", 2);
                journal.add(name, heard[0], heard[1]);
            }));
        }
    }

    private record Address(String name, URI uri, List<Protocol> protocols) {}

    private static List<Address> addresses() {
        List<Address> addresses = new ArrayList<>();
        addresses.add(new Address("directly", baton.streams(1), List.of(Protocol.HTTP_1_1)));
        for (RunningProxy proxy : proxies.running()) {
            addresses.add(new Address("through " + proxy.product(), proxy.uri(),
                    List.of(Protocol.HTTP_2, Protocol.HTTP_1_1)));
        }
        return addresses;
    }

    static Stream<String> followers() {
        Stream<String> libraries = Stream.concat(NodeClients.NAMES.stream(), Stream.of("okhttp-eventsource"))
                .flatMap(client -> addresses().stream().map(address -> client + " " + address.name()));
        return Stream.concat(libraries, Examples.FOLLOWERS.stream());
    }

    // Once while its streams are being drained, and once while it is away.
    private static void restart(int replica) {
        URI other = baton.edge(3 - replica);
        ProcessHandle process = baton.process("gateway-" + replica);
        process.destroy();
        escalate(other);
        await().atMost(Duration.ofSeconds(30)).until(() -> !process.isAlive());
        escalate(other);
        baton.awaitHealthy();
    }

    private static void escalate(URI edge) {
        handoffs.add(Person.signIn(edge, "junior@acme.example").escalate("While gateways restart").handoff());
    }

    private static void awaitAll() {
        await().atMost(COME_BACK)
                .until(() -> followers().allMatch(follower -> journal.created(follower, handoffs)
                        .contains(handoffs.getLast())));
    }

    @ParameterizedTest
    @MethodSource("followers")
    void aClientHearsOfEveryHandoffOnceAndInOrder(String follower) {
        assertThat(journal.created(follower, handoffs)).containsExactlyElementsOf(handoffs);
    }

    @ParameterizedTest
    @MethodSource("followers")
    void aClientGoesOnWhereItsStreamEnded(String follower) {
        assertThat(journal.resumes(follower)).isPositive();
        assertThat(journal.count(follower, "resync")).isZero();
    }

    @Test
    void aDrainedStreamIsToldWhenToComeBackAndThenEnds() {
        assertThat(recorded).hasSize(6).allSatisfy((way, stream) -> {
            assertThat(stream.first("drain").orElseThrow().fields()).containsKey("retry");
            assertThat(stream.end()).isPresent();
        });
        assertThat(recorded).extractingByKeys(BREAKING.toArray(String[]::new))
                .allSatisfy(stream -> assertThat(stream.end()).contains(RecordedStream.End.BROKEN));
    }
}
