package dev.baton.launcher.topology;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Caches of loaded and linked classes, one for each program as it was built, that halve the work of its start (JEP 483,
 * JEP 514). A process writes one as it ends, in a run of {@link Variation.Start#TRAINING}. It starts without, too, or
 * beside one that does not fit. A program is a path without a suffix: what is started, in the folder where its jar is.
 */
record StartCaches(DataFolder data) {
    private static final String SUFFIX = ".aot";

    /** Where the cache of a program lies, if there is one. */
    static Path of(Path program) {
        return program.resolveSibling(program.getFileName() + SUFFIX);
    }

    /** Where a process in training writes what becomes the cache. */
    Path written(Path program) {
        return data.root().resolve(program.getFileName() + SUFFIX);
    }

    /** Takes over what was written; answers which programs have written nothing. */
    List<String> keep(List<Path> programs) throws IOException {
        List<String> without = new ArrayList<>();
        for (Path program : programs) {
            if (Files.exists(written(program))) {
                keep(program);
            } else {
                without.add(program.getFileName().toString());
            }
        }
        return without;
    }

    // In two steps: the folders may be of two file systems, and a start beside this must not see a half.
    private void keep(Path program) throws IOException {
        Path half = Files.createTempFile(Objects.requireNonNull(program.getParent()), "start", ".half");
        Files.copy(written(program), half, StandardCopyOption.REPLACE_EXISTING);
        Files.move(half, of(program), StandardCopyOption.ATOMIC_MOVE);
    }
}
