package dev.baton.launcher.engine;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once from the archive that the build brings along. */
final class PostgresBinaries {
    private static final int EXECUTABLE = 0100;
    private static final int FINGERPRINT_BYTES = 8;

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /** Unpacks into {@code cache} unless that was done before; takes some seconds. */
    static PostgresBinaries in(Path cache) throws IOException {
        Path home = cache.resolve("postgres-" + fingerprint());
        if (!Files.isDirectory(home)) {
            Path half = Files.createTempDirectory(Files.createDirectories(cache), "postgres-half");
            try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive()))) {
                unpack(tar, half);
            }
            // After everything is there: a launcher killed before leaves only a half that nobody reads.
            Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
        }
        return new PostgresBinaries(home);
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static void unpack(TarArchiveInputStream tar, Path target) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path file = target.resolve(entry.getName()).normalize();
            if (!file.startsWith(target)) {
                throw new IOException("entry outside of the archive: " + entry.getName());
            }
            Files.createDirectories(entry.isDirectory() ? file : Objects.requireNonNull(file.getParent()));
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            } else if (entry.isFile()) {
                Files.copy(tar, file);
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(
                        (entry.getMode() & EXECUTABLE) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    private static String fingerprint() throws IOException {
        try (InputStream archive = archive()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            archive.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest(), 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream archive() throws IOException {
        String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
        return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, System.getProperty("os.arch"));
    }
}
