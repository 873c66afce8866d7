package dev.baton.launcher.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.launcher.engine.KafkaNode;
import dev.baton.launcher.topology.Variation.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartCachesTest {
    @TempDir
    Path folder;

    private DataFolder data;
    private Path jar;

    @BeforeEach
    void aServiceThatIsBuilt() throws IOException {
        data = new DataFolder(folder.resolve("data"));
        data.prepare();
        jar = Files.createFile(folder.resolve("service.jar"));
    }

    @Test
    void aProcessStartsFromItsCacheIfThereIsOne() throws IOException {
        assertThat(command(Start.QUICK)).noneMatch(option -> option.startsWith("-XX:AOT"));

        Files.createFile(StartCaches.of(jar));

        assertThat(command(Start.QUICK)).contains("-XX:AOTCache=" + StartCaches.of(jar));
    }

    @Test
    void aCacheIsWrittenWithTheOptionsThatItIsUsedWith() {
        List<String> training = new ArrayList<>(command(Start.TRAINING));

        assertThat(training.removeIf(option -> option.startsWith("-XX:AOTCacheOutput"))).isTrue();
        assertThat(training).isEqualTo(command(Start.QUICK));
    }

    @Test
    void onlyAQuickStartDoesWithoutTheSecondTier() {
        assertThat(command(Start.QUICK)).contains("-XX:TieredStopAtLevel=1");
        assertThat(command(Start.PRODUCTION)).doesNotContain("-XX:TieredStopAtLevel=1");
    }

    @Test
    void enginesAreTrainedToo() {
        assertThat(new Java(data, Start.TRAINING).main(KafkaNode.class, "64m"))
                .contains("-XX:AOTCacheOutput=" + data.root().resolve("KafkaNode.aot"));
    }

    @Test
    void whatWasWrittenIsKeptAndWhoWroteNothingIsNamed() throws IOException {
        Path other = folder.resolve("other.jar");
        Files.writeString(new StartCaches(data).written(jar), "classes");

        assertThat(new StartCaches(data).keep(List.of(jar, other))).containsExactly("other.jar");

        assertThat(StartCaches.of(jar)).hasContent("classes");
        assertThat(StartCaches.of(other)).doesNotExist();
    }

    private List<String> command(Start purpose) {
        return new Java(data, purpose).jar(jar, "64m");
    }
}
