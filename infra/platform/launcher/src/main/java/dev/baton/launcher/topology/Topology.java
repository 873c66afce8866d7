package dev.baton.launcher.topology;

import dev.baton.launcher.engine.Databases;
import dev.baton.launcher.engine.HttpProbe;
import dev.baton.launcher.engine.KafkaNode;
import dev.baton.launcher.engine.KafkaProbe;
import dev.baton.launcher.engine.KafkaSettings;
import dev.baton.launcher.engine.KafkaTopics;
import dev.baton.launcher.engine.PostgresServer;
import dev.baton.launcher.mail.MailCatcher;
import dev.baton.launcher.supervision.ProcessSpec;
import dev.baton.launcher.supervision.StopSignal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The local platform: which processes, on which ports, in which order. What a service is told stands in
 * {@link ServiceSettings}, the ports in {@link Ports}.
 *
 * @param project the checked-out repository
 */
public record Topology(Path project, DataFolder data, Ports ports, Variation variation, Secrets secrets) {
    /** Names of the two preparations that processes wait for, beside the names of processes. */
    public static final String DATABASES = "databases";
    public static final String TOPICS = "topics";

    private static final String HANDOFF = "handoff-service";
    private static final String NOTIFICATION = "notification-service";
    private static final String ANALYTICS = "analytics-service";
    private static final String GATEWAY = "stream-gateway";
    private static final List<String> MODULES = List.of(HANDOFF, NOTIFICATION, ANALYTICS, GATEWAY);
    private static final int ENGINES = 0;
    private static final int SERVICES = 1;
    private static final int EDGE = 2;
    private static final String SUPERUSER = "postgres";

    /** Every process, each after those that it waits for. Nothing is written or started yet. */
    public List<ProcessSpec> processes() {
        return Stream.concat(engines().stream(), services().stream()).toList();
    }

    public List<ProcessSpec> engines() {
        PostgresServer postgres = postgres();
        return List.of(
                new ProcessSpec("postgres", ENGINES, List.of(), Map.of("postgres", ports.postgres()),
                        postgres::command, postgres, StopSignal.INTERRUPT),
                new ProcessSpec("kafka", ENGINES, List.of(), kafkaPorts(), this::kafkaCommand,
                        new KafkaProbe(ports.kafka()), StopSignal.TERMINATE),
                new ProcessSpec("mail", ENGINES, List.of(), mailPorts(), this::mailCommand,
                        new HttpProbe(URI.create("http://127.0.0.1:" + ports.mailHttp() + "/health")),
                        StopSignal.TERMINATE));
    }

    public List<ProcessSpec> services() {
        Replicas replicas = variation.replicas();
        return Stream.of(
                replicas("handoff", replicas.handoff(), n -> service(HANDOFF, SERVICES,
                        Ports.ofService(ports.handoff(n)), settings -> settings.handoff(n))),
                replicas("notification", replicas.notification(), n -> service(NOTIFICATION, SERVICES,
                        Ports.ofService(ports.notification(n)), settings -> settings.notification(n))),
                replicas("analytics", replicas.analytics(), n -> service(ANALYTICS, SERVICES,
                        Ports.ofService(ports.analytics(n)), settings -> settings.analytics(n))),
                replicas("gateway", replicas.gateway(), n -> service(GATEWAY, EDGE, gatewayPorts(n),
                        settings -> settings.gateway(n))))
                .flatMap(each -> each)
                .toList();
    }

    public Databases databases() {
        return new Databases(postgres(), secrets::of);
    }

    public KafkaTopics topics() {
        return new KafkaTopics(project.resolve("infra/kafka/topics.yaml"), ports.kafka());
    }

    /**
     * After a run of {@link Variation.Start#TRAINING}: keeps what its processes wrote for quick starts.
     *
     * @return the programs that wrote nothing and go on without
     */
    public List<String> keepCaches() throws IOException, InterruptedException {
        List<Path> programs = new ArrayList<>(List.of(Java.program(KafkaNode.class), Java.program(MailCatcher.class)));
        for (String module : MODULES) {
            programs.add(ServiceJar.of(module, project, cache()).extract());
        }
        return new StartCaches(data).keep(programs);
    }

    /** Where people find the console. */
    public String url() {
        return "http://localhost:" + ports.gateway(1);
    }

    private static Stream<ProcessSpec> replicas(String kind, int count,
            IntFunction<Function<String, ProcessSpec>> byName) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> byName.apply(n).apply(kind + "-" + n));
    }

    private Function<String, ProcessSpec> service(String module, int layer, Map<String, Integer> servicePorts,
            Function<ServiceSettings, Map<String, String>> settings) {
        URI readiness = URI.create("http://127.0.0.1:" + servicePorts.get("management") + "/actuator/health/readiness");
        return name -> new ProcessSpec(name, layer, List.of(DATABASES, TOPICS), servicePorts,
                () -> serviceCommand(name, module, settings), new HttpProbe(readiness), StopSignal.TERMINATE);
    }

    private List<String> serviceCommand(String name, String module,
            Function<ServiceSettings, Map<String, String>> settings) throws IOException, InterruptedException {
        Path jar = ServiceJar.of(module, project, cache()).extract();
        Map<String, String> told = settings.apply(new ServiceSettings(ports, variation.replicas(), secrets,
                SigningKey.in(data), project.resolve("infra/platform/launcher/src/main/resources/demo")));
        variation.settings()
                .stream()
                .filter(each -> each.concerns(module))
                .forEach(each -> told.put(each.name(), each.value()));
        Path file = SettingsFile.write(data, name, told);
        return java().jar(jar, "256m", "--spring.config.additional-location=file:" + file);
    }

    private List<String> kafkaCommand() throws IOException {
        KafkaSettings settings = new KafkaSettings(data.kafka(), ports.kafka(), ports.kafkaController());
        Path file = SettingsFile.write(data, "kafka", settings.asProperties());
        return java().main(KafkaNode.class, "256m", file.toString());
    }

    private List<String> mailCommand() {
        return java().main(MailCatcher.class, "64m", data.mail().toString(), Integer.toString(ports.smtp()),
                Integer.toString(ports.mailHttp()));
    }

    private Java java() {
        return new Java(data, variation.start());
    }

    private PostgresServer postgres() {
        // PostgreSQL's own default for a try; a server of production has far more, a quarter of its machine as a rule.
        String sharedBuffers = variation.start() == Variation.Start.PRODUCTION ? "1GB" : "128MB";
        return new PostgresServer(cache(), data.postgres(), ports.postgres(), () -> secrets.of(SUPERUSER),
                sharedBuffers,
                data.mark());
    }

    /** What was unpacked from the build; the same for every data folder. */
    private Path cache() {
        return cache(project);
    }

    public static Path cache(Path project) {
        return project.resolve(".baton/cache");
    }

    private Map<String, Integer> gatewayPorts(int replica) {
        Map<String, Integer> gateway = Ports.ofService(ports.gateway(replica));
        gateway.put("stream", ports.stream(replica));
        return gateway;
    }

    private Map<String, Integer> kafkaPorts() {
        Map<String, Integer> kafka = new LinkedHashMap<>();
        kafka.put("broker", ports.kafka());
        kafka.put("controller", ports.kafkaController());
        return kafka;
    }

    private Map<String, Integer> mailPorts() {
        Map<String, Integer> mail = new LinkedHashMap<>();
        mail.put("smtp", ports.smtp());
        mail.put("http", ports.mailHttp());
        return mail;
    }
}
