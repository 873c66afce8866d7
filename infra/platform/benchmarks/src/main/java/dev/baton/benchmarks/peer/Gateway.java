package dev.baton.benchmarks.peer;

import dev.baton.benchmarks.Run;
import dev.baton.benchmarks.platform.Desks;
import dev.baton.benchmarks.platform.Stage;
import dev.baton.benchmarks.platform.Tokens;
import dev.baton.benchmarks.relay.RawKafka;
import dev.baton.events.EventCodec;
import dev.baton.events.EventHeaders;
import dev.baton.events.Topics;
import dev.baton.launcher.topology.Ports;
import dev.baton.launcher.topology.SettingOverride;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The real stream-gateway, which reads a real Kafka and checks the token of each stream. */
final class Gateway implements Contender {
    static final String NAME = "stream-gateway";

    private static final String PROCESS = "gateway-1";
    private static final String PATH = "/api/v1/ai-sessions/escalations/stream";

    private final KeyServer keys;
    private final Stage stage;
    private final Tokens tokens;
    private final Desks desks;
    private final Events events;
    private final KafkaProducer<byte[], byte[]> producer;

    private Gateway(KeyServer keys, Stage stage, Desks desks) throws IOException {
        this.keys = keys;
        this.stage = stage;
        this.tokens = stage.tokens();
        this.desks = desks;
        this.events = new Events(desks);
        this.producer = RawKafka.producer(stage);
    }

    /** Starts it with Kafka alone. */
    static Gateway start(Run run, Path folder, Desks desks) throws IOException, InterruptedException {
        KeyServer keys = new KeyServer();
        try {
            Stage stage = Stage.only(Set.of("kafka", PROCESS), run, folder,
                    new SettingOverride(NAME, "baton.security.jwks-uris", keys.url()),
                    new SettingOverride(NAME, "baton.gateway.stream.event-loops", Integer.toString(run.eventLoops())));
            keys.tell(stage);
            return new Gateway(keys, stage, desks);
        } catch (IOException | InterruptedException | RuntimeException e) {
            keys.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int port() {
        return stage.ports().stream(1);
    }

    @Override
    public ProcessHandle process() {
        return stage.process(PROCESS);
    }

    /**
     * The sum of a metric over its tags.
     *
     * @throws IOException also where there is none of this name, which would read as zero
     */
    double metric(String metric) throws IOException, InterruptedException {
        URI page = URI
                .create("http://127.0.0.1:" + Ports.management(stage.ports().gateway(1)) + "/actuator/prometheus");
        try (HttpClient management = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = management.send(HttpRequest.newBuilder(page).build(),
                    BodyHandlers.ofString());
            return answer.body()
                    .lines()
                    .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
                    .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
                    .reduce(Double::sum)
                    .orElseThrow(() -> new IOException("no metric " + metric + ", status " + answer.statusCode()));
        }
    }

    /** Each stream is of a person of its own: the gateway bounds the streams of one. */
    @Override
    public String request(int stream) {
        int accounts = desks.all().size();
        return "GET " + PATH + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nAuthorization: Bearer "
                + tokens.of(desks.all().get(stream % accounts).people().get(stream / accounts)) + "\r\n\r\n";
    }

    @Override
    public Opening opening() {
        return new Opening("}\n\n\r\n", "\nevent: ready\n");
    }

    // A send that fails is a frame that never comes, and the clients say so.
    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public void publish(int account, long nanos) {
        Events.Event event = events.next(account, nanos);
        byte[] key = EventCodec.header(event.account().toString());
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.HANDOFF_EVENTS, key, event.body());
        record.headers()
                .add(EventHeaders.EVENT_TYPE, EventCodec.header(event.type()))
                .add(EventHeaders.ACCOUNT_ID, key)
                .add(EventHeaders.EPOCH, EventCodec.header(Long.toString(Events.EPOCH)))
                .add(EventHeaders.SEQUENCE, EventCodec.header(Long.toString(event.sequence())));
        producer.send(record);
    }

    @Override
    public void close() throws IOException {
        producer.close();
        stage.close();
        keys.close();
    }
}
