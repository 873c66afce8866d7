package dev.baton.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the services publish for browsers is behind the edge: a route that is missing here is a 404 to everybody. */
class RoutesTest {
    private static final Pattern PATH = Pattern.compile("^ {2}(/\\S+):$", Pattern.MULTILINE);

    private final Routes routes = new Routes(new EdgeProperties(of("handoff"), of("notification"), of("analytics"),
            of("streams"), null, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1),
            Duration.ofSeconds(1), Duration.ofSeconds(1)), Clock.systemUTC());

    @ParameterizedTest
    @ValueSource(strings = {"handoff", "notification", "analytics"})
    void everyPathOfTheDocumentLeadsToItsService(String service) throws IOException {
        List<String> paths = paths(service);
        assertThat(paths).isNotEmpty();

        assertThat(paths).allSatisfy(path -> assertThat(routes.of(path).map(each -> each.replicas().service()))
                .contains(service));
    }

    private static List<String> paths(String service) throws IOException {
        String document = Files.readString(Path.of("..", service + "-service", "src/main/resources/openapi.yaml"));
        return PATH.matcher(document)
                .results()
                .map(MatchResult::group)
                .map(line -> line.strip().replace(":", ""))
                .map(path -> path.startsWith("/.well-known") ? path : "/api/v1" + path)
                .toList();
    }

    private static List<URI> of(String service) {
        return List.of(URI.create("http://" + service));
    }
}
