package dev.baton.launcher.mail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** What was caught of one sort, one file each; the names sort by the time of arrival. Safe for many threads. */
final class Catch<T extends Caught> {
    private static final String SUFFIX = ".json";

    private final JsonMapper json = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    private final Class<T> type;
    private final Path folder;

    Catch(Path folder, Class<T> type) throws IOException {
        this.type = type;
        this.folder = Files.createDirectories(folder);
    }

    /** On disk when it returns: the sender may be told then that it was accepted, and will not send it again. */
    void keep(T caught) throws IOException {
        Path half = folder.resolve(caught.id() + ".half");
        try (FileChannel file = FileChannel.open(half, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(json.writeValueAsBytes(caught));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.move(half, folder.resolve(caught.id() + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The newest first, at most {@code limit}. */
    List<T> newest(int limit) throws IOException {
        List<T> found = new ArrayList<>();
        for (Path file : files().stream().sorted(Comparator.reverseOrder()).limit(limit).toList()) {
            try {
                found.add(json.readValue(Files.readAllBytes(file), type));
            } catch (NoSuchFileException e) {
                // Cleared while it was being read.
            }
        }
        return found;
    }

    void clear() throws IOException {
        for (Path file : files()) {
            Files.deleteIfExists(file);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX)).toList();
        }
    }
}
