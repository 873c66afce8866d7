package dev.baton.launcher;

import dev.baton.launcher.topology.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The arguments after the command: {@code --name value} for the named ones, {@code --name} for switches. */
final class Options {
    private final Map<String, List<String>> values = new HashMap<>();
    private final Set<String> switches = new HashSet<>();

    private Options() {}

    static Options parse(List<String> arguments, Set<String> named, Set<String> switches) {
        Options options = new Options();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext();) {
            String name = rest.next();
            if (switches.contains(name)) {
                options.switches.add(name);
            } else if (named.contains(name) && rest.hasNext()) {
                options.values.computeIfAbsent(name, first -> new ArrayList<>()).add(rest.next());
            } else {
                throw new CannotRun(named.contains(name) ? name + " needs a value" : "unknown option: " + name);
            }
        }
        return options;
    }

    /** The last one of those given. */
    Optional<String> value(String name) {
        return values(name).stream().reduce((earlier, later) -> later);
    }

    List<String> values(String name) {
        return values.getOrDefault(name, List.of());
    }

    Optional<Integer> number(String name) {
        try {
            return value(name).map(Integer::valueOf);
        } catch (NumberFormatException e) {
            throw new CannotRun(name + " needs a number");
        }
    }

    boolean has(String name) {
        return switches.contains(name);
    }

    Path project() {
        return Path.of(value("--project").orElse(".")).toAbsolutePath().normalize();
    }

    DataFolder data() {
        Path folder = value("--data").map(Path::of).orElse(project().resolve(".baton"));
        try {
            // Processes are recognised by this path, so there may be only one way to write it.
            return new DataFolder(Files.exists(folder) ? folder.toRealPath() : folder);
        } catch (IOException e) {
            throw new CannotRun(folder + " cannot be read: " + e.getMessage());
        }
    }
}
