package dev.baton.launcher.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceJarTest {
    private static final String SERVICE = "handoff-service";
    private static final int REPLICAS = 4;
    private static final int OLD_FILES = 2_000;

    @TempDir
    Path folder;

    private Path cache;

    @BeforeEach
    void build() throws IOException {
        cache = Files.createDirectory(folder.resolve("cache"));
        Path target = Files.createDirectories(folder.resolve(SERVICE).resolve("target"));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandInTool.class.getName());
        manifest.getMainAttributes()
                .put(Attributes.Name.CLASS_PATH,
                        StandInTool.class.getProtectionDomain().getCodeSource().getLocation().toString());
        new JarOutputStream(Files.newOutputStream(target.resolve(SERVICE + "-1.0.jar")), manifest).close();
    }

    @Test
    void replicasThatExtractAtOnceDoNotStumbleOverWhatAnotherHasForgotten() throws Exception {
        for (int age = 1; age <= 3; age++) {
            extractedHoursAgo(age);
        }

        List<Future<Path>> extractions;
        try (ExecutorService replicas = Executors.newFixedThreadPool(REPLICAS)) {
            extractions = replicas.invokeAll(Collections.nCopies(REPLICAS, (Callable<Path>) this::extract));
        }

        assertThat(extractions).extracting(Future::state).containsOnly(Future.State.SUCCESS);
        Path extracted = extract().getParent();
        assertThat(cache).isDirectoryContaining(extracted::equals)
                .isDirectoryContaining(each -> each.endsWith(SERVICE + "-1"))
                .satisfies(folders -> assertThat(folders.toFile().list()).hasSize(2));
    }

    private Path extract() throws IOException, InterruptedException {
        return ServiceJar.of(SERVICE, folder, cache).extract();
    }

    private void extractedHoursAgo(int hours) throws IOException {
        Path old = Files.createDirectory(cache.resolve(SERVICE + "-" + hours));
        Path lib = Files.createDirectory(old.resolve("lib"));
        for (int file = 0; file < OLD_FILES; file++) {
            Files.createFile(lib.resolve(file + ".jar"));
        }
        Files.setLastModifiedTime(old, FileTime.fromMillis(System.currentTimeMillis() - hours * 3_600_000L));
    }
}
