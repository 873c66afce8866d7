package dev.baton.launcher.topology;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The folder that holds everything that one platform keeps. */
public record DataFolder(Path root) {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    public DataFolder {
        root = root.toAbsolutePath().normalize();
    }

    /** Makes the folders that are missing. */
    public void prepare() throws IOException {
        for (Path folder : new Path[]{root, run(), logs(), settings(), keys()}) {
            Files.createDirectories(folder);
        }
    }

    /** One record for each running process. */
    public Path run() {
        return root.resolve("run");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** What each process was given, written anew at every start. */
    public Path settings() {
        return root.resolve("settings");
    }

    public Path keys() {
        return root.resolve("keys");
    }

    public Path postgres() {
        return root.resolve("postgres");
    }

    public Path kafka() {
        return root.resolve("kafka");
    }

    public Path mail() {
        return root.resolve("mail");
    }

    /** A setting that every process of this folder carries in its command line, so that it can be told from others. */
    public String mark() {
        return "baton.data=" + root;
    }

    /** Writes what only its owner may read; a reader sees the old text or the new, never a half. */
    static void writeSecret(Path file, String text) throws IOException {
        Path half = file.resolveSibling(file.getFileName() + ".half");
        Files.deleteIfExists(half);
        Files.createFile(half, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(half, text);
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
