package dev.baton.gateway.edge.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.events.Role;
import dev.baton.gateway.AccountEvents;
import dev.baton.gateway.RunningGateway;
import dev.baton.gateway.StreamClient;
import dev.baton.testing.TestTokens;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeTest {
    private static final String STREAM = "GET " + StreamClient.PATH + " HTTP/1.1";
    // What the two replicas of handoff-service do now; each test says it.
    private static volatile ScriptedServer.Script behaviour = (request, socket) -> {};
    private static final ScriptedServer ONE = ScriptedServer.start((request, socket) -> behaviour.answer(request,
            socket));
    private static final ScriptedServer TWO = ScriptedServer.start((request, socket) -> behaviour.answer(request,
            socket));
    private static final ScriptedServer MAIL = ScriptedServer.saying("the mails");
    private static RunningGateway gateway;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() {
        gateway = RunningGateway.start(Map.of(
                "baton.gateway.edge.handoff", ONE.url() + "," + TWO.url(),
                // Nobody listens there.
                "baton.gateway.edge.notification", "http://127.0.0.1:1",
                "baton.gateway.edge.analytics", "http://127.0.0.1:1," + ScriptedServer.saying("analytics").url(),
                "baton.gateway.edge.streams", "http://127.0.0.1:" + RunningGateway.second().streamPort(),
                "baton.gateway.edge.dev-mail", MAIL.url(),
                "baton.gateway.edge.response-timeout", "1s",
                "baton.gateway.edge.stream-probe", "100ms"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        ONE.close();
        TWO.close();
        MAIL.close();
    }

    @BeforeEach
    void answerWell() {
        behaviour = (request, socket) -> ScriptedServer.send(socket,
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: application/json\r\n\r\n{}");
    }

    @Test
    void replicasAnswerByTurns() {
        int before = ONE.requests().size();
        int beforeTwo = TWO.requests().size();

        IntStream.range(0, 10).forEach(i -> assertThat(get("/api/v1/me").statusCode()).isEqualTo(200));

        assertThat(ONE.requests().size() - before).isEqualTo(5);
        assertThat(TWO.requests().size() - beforeTwo).isEqualTo(5);
    }

    @Test
    void aReplicaThatCannotBeReachedCostsNothingButTheTry() {
        for (int i = 0; i < 6; i++) {
            assertThat(send("POST", "/api/v1/analytics/flowpilot/escalations", "{}").body()).isEqualTo("analytics");
        }
    }

    @Test
    void aPostThatMayHaveBeenSentIsNeverSentAgain() {
        AtomicInteger sent = new AtomicInteger();
        behaviour = (request, socket) -> sent.incrementAndGet();

        HttpResponse<String> answer = send("POST", "/api/v1/ai-sessions", "{\"problem_summary\":\"x\"}");

        assertThat(sent).hasValue(1);
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("urn:baton:problem:outcome-unknown", "\"trace_id\":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void whatMayBeRepeatedIsTriedOnTheOtherReplica(String method) {
        AtomicInteger tries = new AtomicInteger();
        behaviour = (request, socket) -> {
            if (tries.incrementAndGet() == 2) {
                ScriptedServer.send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nsaved");
            }
        };

        assertThat(send(method, "/api/v1/notices", "GET".equals(method) ? "" : "{}").body()).isEqualTo("saved");
        // The client library repeats a GET itself; never is a replica left out or asked by the edge twice.
        assertThat(tries).hasValueGreaterThanOrEqualTo(2);
    }

    @Test
    void aDeadServiceIs503WithRetryAfter() {
        HttpResponse<String> answer = get("/api/v1/deliveries?handoff_id=1");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body()).contains("urn:baton:problem:service-unavailable", "/api/v1/deliveries")
                .doesNotContain("handoff_id");
    }

    @Test
    void aServiceThatDoesNotAnswerIs504AndAskedOnce() {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        behaviour = (request, socket) -> {
            asked.incrementAndGet();
            never.await(5, TimeUnit.SECONDS);
        };

        assertThat(get("/api/v1/me").statusCode()).isEqualTo(504);

        assertThat(asked).hasValue(1);
        never.countDown();
    }

    @Test
    void anAnswerThatBreaksOffBreaksOffForTheClientToo() {
        behaviour = (request, socket) -> ScriptedServer.send(socket,
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");

        try (StreamClient client = StreamClient.send(gateway.httpPort(), "GET /api/v1/me HTTP/1.1")) {
            assertThat(client.awaitEnd()).isEqualTo(StreamClient.End.CUT);
            assertThat(client.body()).doesNotContain("problem");
        }
    }

    @Test
    void whatAClientSaysOfItselfIsNotBelieved() {
        try (StreamClient client = StreamClient.send(gateway.httpPort(), "GET /api/v1/me?a=%20b&c HTTP/1.1",
                "X-Forwarded-For: 6.6.6.6", "X-Forwarded-Host: evil.example", "X-Forwarded-Prefix: /evil",
                "Forwarded: for=6.6.6.6", "X-Real-IP: 6.6.6.6", "Connection: close, X-Secret", "X-Secret: hop",
                "Keep-Alive: 5", "TE: trailers", "Authorization: Bearer t", "Accept-Language: de", "Cookie: a=b",
                "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")) {
            client.awaitEnd();
        }
        String seen = Stream.of(ONE, TWO)
                .flatMap(replica -> replica.requests().stream())
                .filter(request -> request.contains("a=%20b"))
                .findFirst()
                .orElseThrow();
        assertThat(seen).startsWith("GET /api/v1/me?a=%20b&c HTTP/1.1\r\n")
                .contains("X-Forwarded-For: 127.0.0.1\r\n", "X-Forwarded-Proto: http\r\n",
                        "X-Forwarded-Host: localhost\r\n", "Bearer t\r\n", ": de\r\n", ": a=b\r\n",
                        "00-0af7651916cd43dd8448eb211c80319c-")
                .doesNotContain("6.6.6.6", "evil", "X-Secret", "x-secret", "Keep-Alive", "trailers");
    }

    @Test
    void headersOfAServicesHopStayThere() {
        behaviour = (request, socket) -> ScriptedServer.send(socket, """
                HTTP/1.1 201 Created\r
                Connection: X-Hop\r
                X-Hop: 1\r
                Keep-Alive: timeout=5\r
                Server: secret/1.0\r
                Location: /api/v1/ai-sessions/1\r
                Set-Cookie: baton_refresh=a; HttpOnly\r
                Set-Cookie: other=b\r
                Content-Length: 0\r
                \r
                """);

        HttpResponse<String> answer = send("POST", "/api/v1/ai-sessions", "{}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().map()).doesNotContainKeys("x-hop", "keep-alive", "server");
        assertThat(answer.headers().firstValue("location")).contains("/api/v1/ai-sessions/1");
        assertThat(answer.headers().allValues("set-cookie")).hasSize(2);
        assertThat(answer.headers().allValues("x-content-type-options")).containsExactly("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/members/1", "/api/v1/members/1/invitation", "/api/v1/me/password"})
    void whatIsBelowAPersonIsRoutedInAnyMethod(String path) {
        assertThat(send("PATCH", path, "{}").statusCode()).isEqualTo(200);
        assertThat(get(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/unknown", "/api/v1/internal", "/api/v1/membership", "/api", "/.well-known/other",
            "/dev/other", "/actuator/health", "/actuator/prometheus", "/error.txt"})
    void whatIsNotRoutedDoesNotExist(String path) {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("urn:baton:problem:not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/auth/../../actuator/health", "/api/v1/auth/%2e%2e/x", "/api/v1//me",
            "/api/v1/auth/..;/x", "/api/v1/auth/%2F..%2Fx", "/api/v1/me?x=%zz"})
    void aPathThatTwoServersCouldReadDifferentlyIsRefused(String path) {
        int before = ONE.requests().size() + TWO.requests().size();

        try (StreamClient client = StreamClient.send(gateway.httpPort(), "GET " + path + " HTTP/1.1",
                "Connection: close")) {
            assertThat(client.status()).isIn(400, 404);
        }
        assertThat(ONE.requests().size() + TWO.requests().size()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Name: caf\u00e9", "X-Empty:", "X-Tab: a\tb", "Upgrade: h2c", "Expect: 100-continue",
            "Content-Type: application/json; charset=\"utf-8\"", "X-Bell: \u0007", "Host2: a", "Via: 1.1 x"})
    void noHeaderIsAFaultOfOurs(String header) {
        try (StreamClient client = StreamClient.send(gateway.httpPort(), "GET /api/v1/me HTTP/1.1", header,
                "Connection: close")) {
            assertThat(client.status()).isLessThan(500);
        }
    }

    @Test
    void aBodyAbove64KilobytesIsRefused() {
        assertThat(send("POST", "/api/v1/ai-sessions", "x".repeat(64 * 1024 + 1)).statusCode()).isEqualTo(413);
        assertThat(send("POST", "/api/v1/ai-sessions", "x".repeat(64 * 1024)).statusCode()).isEqualTo(200);
    }

    @Test
    void theMailCatcherIsFoundUnderItsPath() {
        assertThat(get("/dev/mail").body()).isEqualTo("the mails");
        assertThat(MAIL.requests().getLast()).startsWith("GET / HTTP/1.1");
    }

    @Test
    void withoutAMailCatcherThereIsNoSuchPage() {
        HttpResponse<String> answer = exchange(RunningGateway.first().httpPort(), "GET", "/dev/mail", "");

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void aStreamPassesAtOnceAndItsEndIsNoOrderlyOne() {
        AccountEvents events = new AccountEvents();
        String token = TestTokens.of(events.account(), Role.ENGINEER);
        try (StreamClient client = StreamClient.open(gateway.httpPort(), token)) {
            client.await("ready");
            assertThat(client.header("x-accel-buffering")).contains("no");
            assertThat(client.header("cache-control")).contains("no-store, no-transform");

            long began = System.nanoTime();
            events.create(1);
            client.awaitHandoffs(1);

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void aStreamThatBreaksOffIsCutAndNotEnded() {
        ScriptedServer dying = ScriptedServer.start((request, socket) -> ScriptedServer.send(socket,
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "9\r\ndata: a\n\n\r\n"));
        try (RunningGateway own = RunningGateway.start(Map.of("baton.gateway.edge.streams", dying.url()));
                StreamClient client = StreamClient.open(own.httpPort(), "any")) {
            assertThat(client.awaitEnd()).isEqualTo(StreamClient.End.CUT);
            assertThat(client.body()).isEqualTo("data: a\n\n");
        }
    }

    @Test
    void aStreamWhoseReplicaHangsIsCutInsteadOfKeptAlive() {
        ScriptedServer hung = ScriptedServer.start((request, socket) -> {
            ScriptedServer.send(socket, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n9\r\ndata: a\n\n\r\n");
            new CountDownLatch(1).await();
        });
        try (RunningGateway own = RunningGateway.start(Map.of("baton.gateway.edge.streams", hung.url(),
                "baton.gateway.edge.stream-probe", "100ms", "baton.gateway.edge.stream-silence", "1s"));
                StreamClient client = StreamClient.open(own.httpPort(), "any")) {
            assertThat(client.awaitEnd()).isEqualTo(StreamClient.End.CUT);
            assertThat(client.body()).startsWith("data: a\n\n:\n");
        }
    }

    @Test
    void anEdgeThatStopsDoesNotWaitForItsStreams() {
        String token = TestTokens.of(new AccountEvents().account(), Role.ENGINEER);
        RunningGateway leaving = RunningGateway.start(Map.of("baton.gateway.edge.streams",
                "http://127.0.0.1:" + RunningGateway.second().streamPort()));
        try (StreamClient client = StreamClient.open(leaving.httpPort(), token)) {
            client.await("ready");

            long began = System.nanoTime();
            leaving.close();

            assertThat(client.awaitEnd()).isEqualTo(StreamClient.End.CUT);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void theStreamLearnsThroughTheEdgeWhichPageAsksWithTheCookie() {
        String cookie = "Cookie: __Secure-baton-stream="
                + TestTokens.of(new AccountEvents().account(), Role.ENGINEER);
        for (String own : new String[]{"Sec-Fetch-Site: same-origin", "Origin: https://localhost"}) {
            try (StreamClient client = StreamClient.send(gateway.httpPort(), STREAM, cookie, own)) {
                client.await("ready");
            }
        }
        for (String foreign : new String[]{"Sec-Fetch-Site: cross-site", "Origin: https://evil.example"}) {
            try (StreamClient client = StreamClient.send(gateway.httpPort(), STREAM, cookie, foreign)) {
                assertThat(client.status()).as(foreign).isEqualTo(403);
            }
        }
    }

    @Test
    void theCookiesDoorIsAtTheEdgeItself() {
        behaviour = (request, socket) -> ScriptedServer.send(socket, "HTTP/1.1 418 No\r\nContent-Length: 0\r\n\r\n");

        assertThat(send("DELETE", StreamClient.PATH + "-cookie", "").statusCode()).isEqualTo(204);
        assertThat(send("PUT", StreamClient.PATH + "-cookie", "").statusCode()).isEqualTo(401);
        assertThat(send("GET", StreamClient.PATH + "-cookies", "").statusCode()).isEqualTo(418);
    }

    @Test
    void aRefusalOfAStreamComesThroughWhole() {
        try (StreamClient client = StreamClient.open(gateway.httpPort(), "forged")) {
            assertThat(client.awaitEnd()).isEqualTo(StreamClient.End.COMPLETE);
            assertThat(client.status()).isEqualTo(401);
            assertThat(client.body()).contains("urn:baton:problem:unauthenticated");
        }
    }

    @Test
    void theReplicaLearnsThatABrowserHasLeft() {
        AccountEvents events = new AccountEvents();
        Gauge open = RunningGateway.second()
                .context()
                .getBean(MeterRegistry.class)
                .get("baton.gateway.streams")
                .gauge();
        Awaitility.await().until(() -> open.value() == 0);
        StreamClient client = StreamClient.open(gateway.httpPort(), TestTokens.of(events.account(), Role.ENGINEER));
        client.await("ready");
        assertThat(open.value()).isEqualTo(1);

        client.close();

        Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> open.value() == 0);
    }

    private HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    private HttpResponse<String> send(String method, String path, String body) {
        return exchange(gateway.httpPort(), method, path, body);
    }

    private HttpResponse<String> exchange(int port, String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
