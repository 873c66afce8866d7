package dev.baton.systemtests.stream;

import dev.baton.systemtests.Baton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The programs of {@code docs/integrating.md}, as they stand there. The first line of each names its file.
 *
 * @param folder in which they are now, each as a file
 */
record Examples(Path folder, List<String> names) {
    /** Those that follow the stream and come back. */
    static final List<String> FOLLOWERS = List.of("node.mjs", "follow.py", "Follow.java");

    private static final Path DOCUMENT = Path.of(System.getProperty("baton.root"), "docs/integrating.md");
    private static final Pattern PROGRAM = Pattern
            .compile("(?ms)^```\\w+\\n((?:#|//|<!--) (\\S+)(?: -->)?\\n.*?)^```$");
    private static final String PASSWORD = "baton-demo";

    static Examples extract() throws IOException {
        Path folder = Files.createTempDirectory("baton-examples");
        List<String> names = new ArrayList<>();
        for (MatchResult program : PROGRAM.matcher(Files.readString(DOCUMENT)).results().toList()) {
            Files.writeString(folder.resolve(program.group(2)), program.group(1));
            names.add(program.group(2));
        }
        return new Examples(folder, names);
    }

    String text(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    /** Runs one as the document says, as a person of the platform. */
    Program start(String name, Baton baton, String email, Consumer<String> printed) throws IOException {
        Map<String, String> environment = Map.of("BATON_URL", baton.edge(1).toString(), "BATON_EMAIL", email,
                "BATON_PASSWORD", PASSWORD, "BATON_KAFKA", baton.kafka());
        return Program.start(folder, environment, command(name), folder.resolve(name + ".errors"), printed);
    }

    private static List<String> command(String name) {
        String kind = name.substring(name.indexOf('.') + 1);
        return switch (kind) {
            case "sh" -> List.of("sh", name);
            case "mjs" -> List.of("node", name);
            case "py" -> List.of("python3", name);
            case "java" -> List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1", "-Xmx128m", "-cp", System.getProperty("java.class.path"), name);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
