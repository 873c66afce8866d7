package dev.baton.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Where the figures come from; without it they mean nothing. */
public record Machine(String processor, int cores, String memory, String jdk, String kernel) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Path MEMORY = Path.of("/proc/meminfo");

    public static Machine here() throws IOException {
        return new Machine(value(PROCESSORS, "model name"), Runtime.getRuntime().availableProcessors(),
                memoryInGigabytes(),
                Runtime.version().toString(), System.getProperty("os.name") + " " + System.getProperty("os.version"));
    }

    @Override
    public String toString() {
        return processor + ", " + cores + " cores, " + memory + ", JDK " + jdk + ", " + kernel;
    }

    private static String memoryInGigabytes() throws IOException {
        String kilobytes = value(MEMORY, "MemTotal").replace(" kB", "");
        return kilobytes.matches("\\d+")
                ? String.format(Locale.ROOT, "%.1f GB", Long.parseLong(kilobytes) / 1048576.0)
                : kilobytes;
    }

    /** Linux only; elsewhere a person adds it. */
    private static String value(Path file, String name) throws IOException {
        if (!Files.exists(file)) {
            return "unknown " + name;
        }
        return Files.readAllLines(file)
                .stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown " + name);
    }
}
