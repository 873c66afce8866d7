package dev.baton.opsctl;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.database.DatabaseRole;
import dev.baton.events.AccountId;
import dev.baton.testing.PlatformTest;
import dev.baton.testing.engines.TestDatabase;
import dev.baton.testing.engines.TestEngines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** One service that publishes and consumes, and an operator beside it. */
@SpringBootTest(classes = ReplayedService.class)
@PlatformTest(database = "opsctl")
abstract class OperatedTest {
    @TempDir
    Path folder;
    @Autowired
    ReplayedService service;
    @Autowired
    TestDatabase database;

    final AccountId account = new AccountId(UUID.randomUUID());
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path config;

    @BeforeEach
    void configure() throws IOException {
        config = Files.write(folder.resolve("platform.properties"), Stream.concat(
                Stream.of("kafka.bootstrap.servers=" + TestEngines.kafkaBootstrapServers()),
                Stream.of("handoff", "notification").flatMap(this::login)).toList());
    }

    private Stream<String> login(String service) {
        String prefix = "database." + service + "-service.";
        return Stream.of(prefix + "url=" + database.url(),
                prefix + "username=" + database.username(DatabaseRole.MIGRATOR),
                prefix + "password=" + TestDatabase.password(DatabaseRole.MIGRATOR));
    }

    final int run(String... words) throws InterruptedException {
        List<String> line = new ArrayList<>(List.of("--config", config.toString()));
        line.addAll(List.of(words));
        return opsctl().run(line);
    }

    final Opsctl opsctl() {
        return new Opsctl(new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8)));
    }
}
