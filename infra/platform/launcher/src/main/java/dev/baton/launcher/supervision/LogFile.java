package dev.baton.launcher.supervision;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Where a process writes. It writes into the file itself, not through the launcher: a pipe would break when the launcher
 * is killed.
 */
public record LogFile(Path path) {
    private static final int TAIL_BYTES = 8 * 1024;

    Redirect redirect() {
        return Redirect.appendTo(path.toFile());
    }

    /**
     * Keeps one older part beside the file when it has grown beyond {@code maxBytes}. The file is emptied in place, as the
     * process holds it open (for appending); what it writes between the copy and the cut is lost.
     */
    public void cap(long maxBytes) {
        try {
            if (Files.exists(path) && Files.size(path) > maxBytes) {
                Path older = path.resolveSibling(path.getFileName() + ".1");
                Files.copy(path, older, StandardCopyOption.REPLACE_EXISTING);
                FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING).close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines, to be shown with a failure. */
    public List<String> tail(int lines) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - TAIL_BYTES));
            byte[] end = new byte[TAIL_BYTES];
            int length = Math.max(0, file.read(end));
            List<String> all = new String(end, 0, length, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of();
        }
    }
}
