package dev.baton.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What is alive on the heap of another JVM of this JDK. */
final class Heap {
    private static final String JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();

    private Heap() {}

    /** After a full collection, which the histogram of a JVM begins with. */
    static long liveBytes(ProcessHandle jvm) throws IOException, InterruptedException {
        String histogram = Tools.run(List.of(JCMD, Long.toString(jvm.pid()), "GC.class_histogram"),
                "A JDK with jcmd is needed");
        // "Total  INSTANCES  BYTES"
        String[] total = histogram.substring(histogram.lastIndexOf("Total")).strip().split("\\s+", -1);
        return Long.parseLong(total[2]);
    }
}
