package dev.baton.launcher.topology;

import dev.baton.launcher.engine.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service as Maven built it, extracted from its one big jar: that starts faster, and a build that runs meanwhile does
 * not pull the classes away from under a running service.
 */
final class ServiceJar {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceJar.class);
    private static final int KEPT = 2;

    private final String service;
    private final Path built;
    private final Path extracted;

    private ServiceJar(String service, Path built, Path extracted) {
        this.service = service;
        this.built = built;
        this.extracted = extracted;
    }

    /** @throws IOException also when the service has not been built */
    static ServiceJar of(String service, Path project, Path cache) throws IOException {
        Path target = project.resolve(service).resolve("target");
        try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
            Path jar = files.filter(file -> file.getFileName().toString().matches(service + "-[0-9].*\\.jar"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow(() -> new IOException(service + " is not built; infra/up builds it"));
            String stamp = Files.size(jar) + "-" + Files.getLastModifiedTime(jar).toMillis();
            return new ServiceJar(service, jar, cache.resolve(service + "-" + stamp));
        }
    }

    /** The jar to start; extracted now unless this very jar was extracted before. */
    Path extract() throws IOException, InterruptedException {
        if (!Files.isDirectory(extracted)) {
            extractOnce();
        }
        return extracted.resolve(built.getFileName());
    }

    private void extractOnce() throws IOException, InterruptedException {
        Path half = Files.createTempDirectory(Files.createDirectories(extracted.getParent()), service + ".half");
        Process tool = new ProcessBuilder(Java.executable(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-Djarmode=tools",
                "-jar", built.toString(), "extract", "--force", "--destination", half.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (tool.waitFor() != 0) {
            throw new IOException(built + " cannot be extracted: " + output.strip());
        }
        moveUnlessThere(half);
        forgetOlder();
    }

    private void moveUnlessThere(Path half) throws IOException {
        try {
            Files.move(half, extracted, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Two replicas start from one jar; the one that was faster has extracted the same.
            if (!Files.isDirectory(extracted)) {
                throw e;
            }
            FileTree.delete(half);
        }
    }

    /** Other replicas, and launchers of other data folders, may be forgetting the same at the same time. */
    private void forgetOlder() throws IOException {
        Map<Path, FileTime> ages = new HashMap<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(extracted.getParent(), service + "-*")) {
            for (Path folder : folders) {
                ages.put(folder, age(folder));
            }
        }
        List<Path> older = ages.entrySet()
                .stream()
                .sorted(Map.Entry.<Path, FileTime>comparingByValue().reversed())
                .skip(KEPT)
                .map(Map.Entry::getKey)
                .toList();
        for (Path folder : older) {
            forget(folder);
        }
    }

    private void forget(Path folder) throws IOException {
        Path claimed = Files.createTempDirectory(folder.getParent(), service + ".old");
        try {
            // Out of sight before anything in it goes: a folder that is being deleted looks like the youngest.
            Files.move(folder, claimed.resolve(folder.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            LOG.atDebug().addKeyValue("folder", folder).log("forgotten by another replica");
        }
        FileTree.delete(claimed);
    }

    private static FileTime age(Path folder) throws IOException {
        try {
            return Files.getLastModifiedTime(folder);
        } catch (NoSuchFileException e) {
            return FileTime.fromMillis(0);
        }
    }
}
