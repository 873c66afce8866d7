package dev.baton.testing.engines;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/** Where the engines come from: {@code -Dit.infra=auto|embedded|docker}. */
enum Infrastructure {
    EMBEDDED,
    DOCKER;

    private static final Logger log = LoggerFactory.getLogger(Infrastructure.class);
    // An engine without a registry would hang for ever on its first image.
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** The choice for this JVM; {@code auto}, the default, takes Docker where it answers. */
    static Infrastructure chosen() {
        String wanted = System.getProperty("it.infra", "auto").toLowerCase(Locale.ROOT);
        return switch (wanted) {
            case "embedded" -> EMBEDDED;
            case "docker" -> DOCKER;
            case "auto" -> dockerAnswers() ? DOCKER : EMBEDDED;
            default -> throw new IllegalArgumentException("it.infra must be auto, embedded or docker, not " + wanted);
        };
    }

    <E> E start(Supplier<E> embedded, Supplier<E> docker) {
        return switch (this) {
            case EMBEDDED -> embedded.get();
            case DOCKER -> inTime(docker, "docker".equals(System.getProperty("it.infra")) ? null : embedded);
        };
    }

    private static <E> E inTime(Supplier<E> docker, @Nullable Supplier<E> instead) {
        try {
            return CompletableFuture.supplyAsync(docker).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (instead == null) {
                throw e;
            }
            log.atWarn().setCause(e).log("no container within the time limit, embedded instead");
            return instead.get();
        }
    }

    // The cheap look first: without it Testcontainers logs an error and takes most of a second.
    private static boolean dockerAnswers() {
        boolean likely = System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
        return likely && DockerClientFactory.instance().isDockerAvailable();
    }
}
