package dev.baton.benchmarks.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What processes take of the machine, by the kernel's count (Linux), their running children included. */
public final class Usage {
    private static final int KILO = 1024;

    private Usage() {}

    /** Of all processors, user and system, since the start of the process. */
    public static Duration processorTime(ProcessHandle process) {
        return family(process).flatMap(each -> each.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** The same of those of its threads whose name begins so, of the process alone. */
    public static Duration processorTime(ProcessHandle process, String threads) {
        try (Stream<Path> all = Files.list(folder(process).resolve("task"))) {
            return all.filter(each -> read(each.resolve("comm")).getFirst().startsWith(threads))
                    .map(each -> Duration.ofNanos(
                            Long.parseLong(read(each.resolve("schedstat")).getFirst().split(" ", 2)[0])))
                    .reduce(Duration.ZERO, Duration::plus);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static long residentBytes(ProcessHandle process) {
        return family(process).flatMap(each -> read(folder(each).resolve("status")).stream())
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> KILO * Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static Stream<ProcessHandle> family(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants());
    }

    private static Path folder(ProcessHandle process) {
        return Path.of("/proc", Long.toString(process.pid()));
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
