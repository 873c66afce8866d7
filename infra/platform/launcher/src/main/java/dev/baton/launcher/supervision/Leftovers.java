package dev.baton.launcher.supervision;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Processes that a launcher left behind because it was killed. A process is ours when a record names its pid and start
 * time, or when its command line carries our mark: a launcher can be killed between a start and its record.
 */
public final class Leftovers {
    private static final Set<String> OURS = Set.of("java", "postgres");

    private final RunFolder runs;
    private final String mark;

    /**
     * Looks in one data folder.
     *
     * @param mark how an argument ends that only processes of this data folder have
     */
    public Leftovers(RunFolder runs, String mark) {
        this.runs = runs;
        this.mark = mark;
    }

    public List<ProcessHandle> find() {
        List<ProcessHandle> found = new ArrayList<>();
        runs.all()
                .stream()
                .map(RunRecord::process)
                .map(ProcessIdentity::find)
                .flatMap(Optional::stream)
                .forEach(found::add);
        ProcessHandle.allProcesses()
                .filter(process -> !found.contains(process))
                .filter(this::isMarked)
                .forEach(found::add);
        return found;
    }

    /**
     * Ends them: asks all at once, so that PostgreSQL's clients go while it waits for them, and kills what is left after
     * {@code grace}.
     *
     * @return how many there were
     */
    public int end(Duration grace) {
        List<ProcessHandle> found = find();
        found.forEach(ProcessHandle::destroy);
        if (!goneWithin(found, grace)) {
            found.forEach(ProcessHandle::destroyForcibly);
            goneWithin(found, grace);
        }
        runs.all().forEach(run -> runs.delete(run.name()));
        return found.size();
    }

    /** A shell or an editor that has the mark in its arguments, too, is none of ours. */
    private boolean isMarked(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        return info.command()
                .map(Path::of)
                .map(Path::getFileName)
                .map(Path::toString)
                .filter(OURS::contains)
                .isPresent()
                && info.arguments().stream().flatMap(Arrays::stream).anyMatch(each -> each.endsWith(mark));
    }

    private static boolean goneWithin(List<ProcessHandle> processes, Duration time) {
        return CompletableFuture
                .allOf(processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                .handle((done, failure) -> true)
                .completeOnTimeout(false, time.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
