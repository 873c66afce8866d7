package dev.baton.launcher.topology;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Caches of loaded and linked classes, one for each service as it was built, that halve the work of its start (JEP 483,
 * JEP 514). A service starts without its cache, too.
 */
public final class StartCaches {
    static final String FILE = "start.aot";

    private static final int LONGEST_MINUTES = 3;
    private static final List<String> SERVICES = List.of("handoff-service", "notification-service", "analytics-service",
            "stream-gateway");
    // Far enough to wire everything and no further: no engine is asked, no port is taken.
    private static final List<String> WITHOUT_ENGINES = List.of("--spring.liquibase.enabled=false",
            "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none", "--spring.data.jdbc.dialect=postgresql",
            "--spring.datasource.hikari.initialization-fail-timeout=-1",
            "--spring.datasource.hikari.connection-timeout=250", "--baton.security.issuer=http://localhost",
            "--baton.security.jwks-uris=http://127.0.0.1:1/none", "--baton.database.relay.username=none",
            "--baton.database.worker.username=none", "--server.port=0", "--management.server.port=0",
            "--baton.gateway.stream.port=0", "--spring.kafka.bootstrap-servers=127.0.0.1:1",
            "--baton.notification.destination.encryption-keys=" + "A".repeat(43) + "=");

    private final Path project;
    private final DataFolder data;

    public StartCaches(Path project, DataFolder data) {
        this.project = project;
        this.data = data;
    }

    /** Makes those that are missing; {@code progress} hears of each service, also of one that goes without. */
    public void make(Consumer<String> progress) throws IOException, InterruptedException {
        for (String service : SERVICES) {
            Path jar = ServiceJar.of(service, project, Topology.cache(project)).extract();
            if (!Files.exists(of(jar))) {
                progress.accept(train(jar) ? service : service + " (left out; it starts without)");
            }
        }
    }

    /** Where the cache of an extracted jar lies, if there is one. */
    static Path of(Path jar) {
        return jar.resolveSibling(FILE);
    }

    private boolean train(Path jar) throws IOException, InterruptedException {
        Path half = Files.createTempFile(jar.getParent(), "start", ".half");
        List<String> command = new ArrayList<>(new Java(data).training(jar, half));
        command.addAll(WITHOUT_ENGINES);
        Process training = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(jar.resolveSibling("start.log").toFile())
                .start();
        boolean ended = training.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
        training.destroyForcibly();
        // How it ended says nothing: a wiring that breaks off at a missing engine has loaded most classes, too.
        if (ended && Files.size(half) > 0) {
            Files.move(half, of(jar), StandardCopyOption.ATOMIC_MOVE);
            return true;
        }
        Files.delete(half);
        return false;
    }
}
