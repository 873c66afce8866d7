package dev.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.launcher.supervision.ProcessIdentity;
import dev.baton.launcher.supervision.RunFolder;
import dev.baton.launcher.supervision.RunRecord;
import dev.baton.launcher.topology.DataFolder;
import dev.baton.launcher.topology.Replicas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StatusTest {
    // Nothing listens there: the ports are below those that the system hands out.
    private static final int BASE_PORT = 20_100;
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private DataFolder data;

    @BeforeEach
    void prepare() throws IOException {
        data = new DataFolder(folder.toRealPath());
    }

    @Test
    void withoutALauncherEverythingIsDownAndNothingIsWritten() throws IOException {
        int exitCode = status();

        JsonNode status = json();
        assertThat(exitCode).isOne();
        assertThat(status.at("/health").asString()).isEqualTo("down");
        assertThat(status.at("/processes")).hasSize(9)
                .allSatisfy(process -> assertThat(process.at("/health").asString()).isEqualTo("down"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void tellsPidPortsByNameLogFileHealthAndRestarts() throws IOException {
        ProcessIdentity thisJvm = ProcessIdentity.of(ProcessHandle.current());
        data.prepare();
        new RunningPlatform(thisJvm, BASE_PORT, Replicas.STANDARD, NOW, null).write(data);
        new RunFolder(data.run()).write(new RunRecord("gateway-2", thisJvm, Map.of(), Path.of("log"), 3, null));

        int exitCode = status();

        JsonNode status = json();
        assertThat(exitCode).isOne();
        assertThat(status.at("/url").asString()).isEqualTo("http://localhost:" + BASE_PORT);
        assertThat(status.at("/health").asString()).isEqualTo("starting");
        assertThat(status.at("/launcher_pid").asLong()).isEqualTo(thisJvm.pid());
        assertThat(status.at("/processes/8")).isEqualTo(JsonMapper.shared().readTree("""
                {"name": "gateway-2", "pid": %d, "ports": {"http": 20101, "management": 20201, "stream": 20111},
                 "log_file": "%s/logs/gateway-2.log", "health": "starting", "restarts": 3}
                """.formatted(thisJvm.pid(), data.root())));
    }

    @Test
    void aProcessThatWasReadyAndIsNotAnyMoreIsDown() throws IOException {
        ProcessIdentity thisJvm = ProcessIdentity.of(ProcessHandle.current());
        data.prepare();
        new RunningPlatform(thisJvm, BASE_PORT, Replicas.ofEach(2), NOW, NOW).write(data);
        new RunFolder(data.run()).write(new RunRecord("kafka", thisJvm, Map.of(), Path.of("log"), 0, NOW));

        status();

        assertThat(json().at("/processes/1/health").asString()).isEqualTo("down");
        assertThat(json().at("/processes/1/pid").asLong()).isEqualTo(thisJvm.pid());
        // As many as this launcher was told to run.
        assertThat(json().at("/processes")).hasSize(11);
    }

    private int status() throws IOException {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Status(new Console(stream, stream)).run(Options.parse(
                List.of("--project", folder.toString(), "--data", folder.toString(), "--json"),
                Set.of("--project", "--data"), Set.of("--json")));
    }

    private JsonNode json() {
        return JsonMapper.shared().readTree(out.toString(StandardCharsets.UTF_8));
    }
}
