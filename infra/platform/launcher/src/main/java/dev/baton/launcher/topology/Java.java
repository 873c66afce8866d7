package dev.baton.launcher.topology;

import dev.baton.launcher.topology.Variation.Start;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines for further processes of the JDK that runs the launcher. */
record Java(DataFolder data, Start purpose) {
    private static final List<String> LEAN = List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-Dfile.encoding=UTF-8",
            "-Duser.timezone=UTC");
    private static final String FIRST_TIER = "-XX:TieredStopAtLevel=1";

    static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A class of the launcher as a program that has a cache. */
    static Path program(Class<?> main) {
        return Path.of(System.getProperty("java.class.path").split(File.pathSeparator, 2)[0])
                .resolveSibling(main.getSimpleName());
    }

    /** A class of the launcher itself, with the launcher's own class path. */
    List<String> main(Class<?> main, String maxHeap, String... arguments) {
        List<String> command = start(maxHeap);
        command.add(FIRST_TIER);
        command.addAll(cache(program(main)));
        command.addAll(List.of("-Dbaton.log.level=INFO", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    List<String> jar(Path jar, String maxHeap, String... arguments) {
        List<String> command = start(maxHeap);
        if (purpose != Start.PRODUCTION) {
            command.add(FIRST_TIER);
        }
        command.addAll(cache(jar));
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private List<String> cache(Path program) {
        if (purpose == Start.TRAINING) {
            return List.of("-XX:AOTCacheOutput=" + new StartCaches(data).written(program));
        }
        Path cache = StartCaches.of(program);
        return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of();
    }

    private List<String> start(String maxHeap) {
        List<String> command = new ArrayList<>(List.of(executable(), "-D" + data.mark(), "-Xmx" + maxHeap));
        command.addAll(LEAN);
        return command;
    }
}
