package dev.baton.systemtests.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.baton.systemtests.Baton;
import dev.baton.systemtests.Person;
import dev.baton.systemtests.RunningBaton;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Acceptance G9: the configurations of {@code infra/proxies}, run by the proxies themselves. */
@ExtendWith(RunningBaton.class)
class ProxiesIT {
    private static final Pattern STREAMS = Pattern.compile("(?m)^baton_gateway_streams(?:\\{.*})? (\\S+)$");

    private static Baton baton;
    private static Proxies proxies;
    private static Person senior;
    private static Person stranger;

    @BeforeAll
    static void startTheProxies(Baton running) throws Exception {
        baton = running;
        proxies = Proxies.before(baton);
        senior = baton.signIn("senior@acme.example");
        stranger = baton.signIn("senior@globex.example");
    }

    @AfterAll
    static void stopTheProxies() {
        proxies.close();
    }

    static Stream<Way> ways() {
        return proxies.ways().stream();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void anEventIsPassedOnAtOnce(Way way) throws IOException {
        Way direct = new Way("direct", baton.streams(1), way.client());
        try (RecordedStream unproxied = RecordedStream.open(direct, senior);
                RecordedStream stream = RecordedStream.open(way, senior)) {
            await().until(() -> unproxied.isReady() && stream.isReady());

            String handoff = baton.signIn("junior@acme.example").escalate("Seen through " + way).handoff();

            await().until(() -> unproxied.created(handoff).isPresent() && stream.created(handoff).isPresent());
            assertThat(stream.created(handoff).orElseThrow().arrival())
                    .isBefore(unproxied.created(handoff).orElseThrow().arrival().plusSeconds(1));
            assertThat(stream.response().version()).isEqualTo(way.client().version());
            assertThat(stream.response().headers().firstValue("Cache-Control")).contains("no-store, no-transform");
            assertThat(stream.response().headers().firstValue("X-Accel-Buffering")).contains("no");
        }
    }

    @Test
    void aHeartbeatIsNotHeldBack() throws IOException {
        List<RecordedStream> quiet = openAll(stranger);
        try {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(quiet).allSatisfy(stream -> assertThat(stream.comments())
                            .as(stream.response().uri().toString())
                            .isPositive()));
        } finally {
            closeAll(quiet);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aStreamGoesOnWhereTheLastOneEnded(Way way) throws IOException {
        Person junior = baton.signIn("junior@acme.example");
        String seen = junior.escalate("Seen before the break").handoff();
        String cursor;
        try (RecordedStream first = RecordedStream.open(way, senior)) {
            await().until(first::isReady);
            String last = junior.escalate("The last one before the break").handoff();
            await().until(() -> first.created(last).isPresent());
            cursor = first.created(last).orElseThrow().fields().get("id");
        }
        String missed = junior.escalate("Missed in the break").handoff();

        try (RecordedStream second = RecordedStream.open(way, senior, Optional.of(cursor))) {
            await().until(() -> second.created(missed).isPresent());
            assertThat(second.events().getFirst().data()).contains("\"resumed\":true");
            assertThat(second.created(seen)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aCursorOfTenKilobytesIsAnsweredByTheStreamAndNotByAnErrorPage(Way way) throws IOException {
        try (RecordedStream stream = RecordedStream.open(way, senior, Optional.of("x".repeat(10_240)))) {
            await().until(() -> stream.first("resync").isPresent());
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aRefusalComesAsItIs(Way way) throws Exception {
        Person nobody = new Person(way.address(), "nobody@acme.example", "no-token");

        HttpResponse<String> answer = get(way, Way.STREAM, nobody);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("urn:baton:problem:unauthenticated");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void thePagesOfTheProxysOriginMayUseTheCookieAndThoseOfAnotherPortMayNot(Way way) throws Exception {
        String own = way.address().toString();

        assertThat(withCookie(way, own)).isEqualTo(200);
        assertThat(withCookie(way, own.replaceFirst(":\\d+$", ":1"))).isEqualTo(403);
    }

    // As a browser that does not say from which site it asks; one that does is told apart without the host.
    private static int withCookie(Way way, String origin) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = way.client()
                .send(HttpRequest.newBuilder(way.address().resolve(Way.STREAM))
                        .header("Cookie", "baton-stream=" + senior.token())
                        .header("Origin", origin)
                        .build(), BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void everythingElseGoesToTheEdge(Way way) throws Exception {
        assertThat(get(way, "/escalations", senior).body()).contains("<title>");
        assertThat(get(way, "/api/v1/me", senior).body()).contains("senior@acme.example");
        assertThat(get(way, "/actuator/health", senior).statusCode()).isEqualTo(404);
    }

    @Test
    void aClientThatLeavesLeavesTheReplicaToo() throws IOException {
        await().atMost(Duration.ofSeconds(20)).until(() -> openStreams() == 0);
        List<RecordedStream> streams = openAll(stranger);
        await().until(() -> openStreams() == streams.size());

        closeAll(streams);

        await().atMost(Duration.ofSeconds(20)).until(() -> openStreams() == 0);
    }

    @Test
    void whereNoReplicaAnswersTheConnectionBreaks() throws Exception {
        try (Proxies lonely = Proxies.beforeNobody()) {
            for (Way way : lonely.ways()) {
                HttpRequest request = way.request(Way.STREAM, senior).timeout(Duration.ofSeconds(20)).build();
                assertThatThrownBy(() -> way.client().send(request, BodyHandlers.ofString())).as(way.name())
                        .isInstanceOf(IOException.class)
                        .isNotInstanceOf(HttpTimeoutException.class);
            }
        }
    }

    private static HttpResponse<String> get(Way way, String path, Person person)
            throws IOException, InterruptedException {
        return way.client().send(way.request(path, person).build(), BodyHandlers.ofString());
    }

    private static List<RecordedStream> openAll(Person person) {
        List<RecordedStream> streams = new ArrayList<>();
        ways().forEach(way -> streams.add(RecordedStream.open(way, person)));
        return streams;
    }

    private static void closeAll(List<RecordedStream> streams) throws IOException {
        for (RecordedStream stream : streams) {
            stream.close();
        }
    }

    /** Of both replicas, as they count them. */
    private static int openStreams() throws IOException, InterruptedException {
        int open = 0;
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int replica = 1; replica <= 2; replica++) {
                HttpRequest request = HttpRequest.newBuilder(
                        baton.management(replica).resolve("/actuator/prometheus")).build();
                var found = STREAMS.matcher(client.send(request, BodyHandlers.ofString()).body());
                assertThat(found.find()).isTrue();
                open += (int) Double.parseDouble(found.group(1));
            }
        }
        return open;
    }
}
