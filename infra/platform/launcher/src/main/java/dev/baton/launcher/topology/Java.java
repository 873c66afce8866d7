package dev.baton.launcher.topology;

import dev.baton.launcher.topology.Variation.Compiler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines for further processes of the JDK that runs the launcher. */
record Java(DataFolder data) {
    private static final List<String> LEAN = List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-Dfile.encoding=UTF-8",
            "-Duser.timezone=UTC");
    private static final String FIRST_TIER = "-XX:TieredStopAtLevel=1";

    static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A class of the launcher itself, with the launcher's own class path. */
    List<String> main(Class<?> main, String maxHeap, String... arguments) {
        List<String> command = start(maxHeap, Compiler.QUICK);
        command.addAll(List.of("-Dbaton.log.level=INFO", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    List<String> jar(Path jar, String maxHeap, Compiler compiler, String... arguments) {
        List<String> command = start(maxHeap, compiler);
        if (Files.exists(StartCaches.of(jar))) {
            command.add("-XX:AOTCache=" + StartCaches.of(jar));
        }
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Starts a service up to the end of its wiring and writes what later starts can take over. */
    List<String> training(Path jar, Path cache) {
        List<String> command = start("256m", Compiler.QUICK);
        command.addAll(
                List.of("-XX:AOTCacheOutput=" + cache, "-Dspring.context.exit=onRefresh", "-jar", jar.toString()));
        return command;
    }

    private List<String> start(String maxHeap, Compiler compiler) {
        List<String> command = new ArrayList<>(List.of(executable(), "-D" + data.mark(), "-Xmx" + maxHeap));
        command.addAll(LEAN);
        if (compiler == Compiler.QUICK) {
            command.add(FIRST_TIER);
        }
        return command;
    }
}
