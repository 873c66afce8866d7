package dev.baton.launcher.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.baton.launcher.topology.Variation.Compiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartCachesTest {
    @TempDir
    Path folder;

    @Test
    void aServiceStartsFromItsCacheIfThereIsOne() throws IOException {
        Path jar = folder.resolve("service.jar");
        Java java = new Java(new DataFolder(folder));
        assertThat(java.jar(jar, "64m", Compiler.QUICK)).noneMatch(option -> option.startsWith("-XX:AOT"));

        Files.createFile(folder.resolve(StartCaches.FILE));

        assertThat(java.jar(jar, "64m", Compiler.QUICK)).contains("-XX:AOTCache=" + folder.resolve(StartCaches.FILE));
    }

    @Test
    void aCacheIsMadeWithTheOptionsThatItIsUsedWith() {
        Path jar = folder.resolve("service.jar");
        Java java = new Java(new DataFolder(folder));

        List<String> training = new ArrayList<>(java.training(jar, folder.resolve("half")));

        training.removeIf(option -> option.startsWith("-XX:AOTCacheOutput") || option.startsWith("-Dspring.context"));
        assertThat(training).isEqualTo(java.jar(jar, "256m", Compiler.QUICK));
    }

    @Test
    void whatIsNotBuiltHasNoCache() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new StartCaches(folder, new DataFolder(folder)).make(service -> {}))
                .withMessageContaining("not built");
    }
}
