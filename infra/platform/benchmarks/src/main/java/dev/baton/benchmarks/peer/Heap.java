package dev.baton.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What is alive on the heap of another JVM of this JDK. */
final class Heap {
    private static final String JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();

    private static final int BYTES = 2;
    private static final int CLASS = 3;
    private static final Set<String> FILLERS = Set.of("jdk.internal.vm.FillerObject",
            "[Ljdk.internal.vm.FillerElement;");

    private Heap() {}

    /**
     * After a full collection, which the histogram of a JVM begins with. What the serial collector leaves between objects,
     * rather than move them, is in the histogram too and is nobody's: it came and went by 9 MB of 48.
     */
    static long liveBytes(ProcessHandle jvm) throws IOException, InterruptedException {
        return live(Tools.run(List.of(JCMD, Long.toString(jvm.pid()), "GC.class_histogram"),
                "A JDK with jcmd is needed"));
    }

    // "   1:        109325        9908880  [B (java.base@25.0.3)", and in the end "Total       1156328       47444280"
    static long live(String histogram) {
        List<String[]> lines = histogram.lines().map(line -> line.strip().split("\\s+", -1)).toList();
        long fillers = lines.stream()
                .filter(words -> words.length > CLASS && FILLERS.contains(words[CLASS]))
                .mapToLong(words -> Long.parseLong(words[BYTES]))
                .sum();
        String[] total = lines.stream().filter(words -> words[0].equals("Total")).findFirst().orElseThrow();
        return Long.parseLong(total[BYTES]) - fillers;
    }
}
