package dev.baton.launcher.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    @TempDir
    Path folder;

    private Supervisor supervisor;

    @BeforeEach
    void open() {
        supervisor = new Supervisor(new RunFolder(folder), folder, new StandIn.Silent(), Clock.systemUTC());
    }

    @AfterEach
    void stop() throws InterruptedException {
        supervisor.stopAll(Duration.ZERO);
    }

    @Test
    void aPreparationThatWasRefusedIsRepeated() throws Exception {
        AtomicInteger attempts = new AtomicInteger();

        supervisor.prepare("databases", () -> {
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("terminating connection");
            }
        }).get(5, TimeUnit.SECONDS);

        assertThat(attempts).hasValue(2);
    }

    @Test
    void aPreparationThatFailsForAnotherReasonIsNotRepeated() {
        CompletableFuture<Void> topics = supervisor.prepare("topics", () -> {
            throw new UncheckedIOException(new NoSuchFileException("topics.yaml"));
        });

        assertThatThrownBy(() -> topics.get(5, TimeUnit.SECONDS)).hasMessageContaining("topics.yaml");
    }

    @Test
    void aPreparationEndsWithThePlatform() throws Exception {
        CountDownLatch attempted = new CountDownLatch(1);
        CompletableFuture<Void> databases = supervisor.prepare("databases", () -> {
            attempted.countDown();
            throw new IllegalStateException("connection refused");
        });
        attempted.await();

        supervisor.stopAll(Duration.ZERO);

        assertThatThrownBy(() -> databases.get(5, TimeUnit.SECONDS)).hasMessageContaining("being stopped");
    }
}
