package dev.baton.launcher.topology;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines for further processes of the JDK that runs the launcher. */
record Java(DataFolder data) {
    private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED",
            "-Dfile.encoding=UTF-8", "-Duser.timezone=UTC");

    static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A class of the launcher itself, with the launcher's own class path. */
    List<String> main(Class<?> main, String maxHeap, String... arguments) {
        List<String> command = start(maxHeap);
        command.addAll(List.of("-Dbaton.log.level=INFO", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    List<String> jar(Path jar, String maxHeap, String... arguments) {
        List<String> command = start(maxHeap);
        if (Files.exists(StartCaches.of(jar))) {
            command.add("-XX:AOTCache=" + StartCaches.of(jar));
        }
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Starts a service up to the end of its wiring and writes what later starts can take over. */
    List<String> training(Path jar, Path cache) {
        List<String> command = start("256m");
        command.addAll(
                List.of("-XX:AOTCacheOutput=" + cache, "-Dspring.context.exit=onRefresh", "-jar", jar.toString()));
        return command;
    }

    private List<String> start(String maxHeap) {
        List<String> command = new ArrayList<>(List.of(executable(), "-D" + data.mark(), "-Xmx" + maxHeap));
        command.addAll(QUICK_START);
        return command;
    }
}
