package dev.baton.handoff.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

/** {@code docs/api/problems.md} lists every type that any service can answer with, and none that it cannot. */
class ProblemTypesTest {
    private static final Path PROJECT = Path.of("..");
    private static final Pattern IN_CODE = Pattern.compile("\\bof\\(\\s*\"([a-z-]+)\",\\s*HttpStatus\\.([A-Z_]+)");
    private static final Pattern IN_TABLE = Pattern.compile("^\\| `([a-z-]+)` \\| (\\d{3}) \\|", Pattern.MULTILINE);

    @Test
    void everyTypeOfTheCodeIsListedWithItsStatusAndNoOther() throws IOException {
        Map<String, Integer> listed = new TreeMap<>();
        Matcher row = IN_TABLE.matcher(Files.readString(PROJECT.resolve("docs/api/problems.md")));
        while (row.find()) {
            listed.put(row.group(1), Integer.valueOf(row.group(2)));
        }

        assertThat(listed).isEqualTo(typesInCode());
    }

    private static Map<String, Integer> typesInCode() throws IOException {
        Map<String, Integer> types = new TreeMap<>();
        for (Path source : sources()) {
            Matcher type = IN_CODE.matcher(Files.readString(source));
            while (type.find()) {
                types.put(type.group(1), HttpStatus.valueOf(type.group(2)).value());
            }
        }
        return types;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> modules = Stream.concat(Files.list(PROJECT), Files.list(PROJECT.resolve("infra/platform")))) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(ProblemTypesTest::javaFiles)
                    .toList();
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
