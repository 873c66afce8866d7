package dev.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void theDataFolderIsInTheProjectUnlessItIsNamed() {
        assertThat(parse("--project", "/project").data().root()).isEqualTo(Path.of("/project/.baton"));
        assertThat(parse("--project", "/project", "--data", "/elsewhere").data().root())
                .isEqualTo(Path.of("/elsewhere"));
    }

    @Test
    void whatIsNotKnownIsRefusedInOneLine() {
        assertThatThrownBy(() -> parse("--port", "1")).isInstanceOf(CannotRun.class)
                .hasMessage("unknown option: --port");
        assertThatThrownBy(() -> parse("--data")).isInstanceOf(CannotRun.class).hasMessage("--data needs a value");
        assertThatThrownBy(() -> parse("--base-port", "http").number("--base-port")).isInstanceOf(CannotRun.class)
                .hasMessage("--base-port needs a number");
    }

    @Test
    void anOptionMayBeGivenSeveralTimes() {
        Options options = parse("--data", "/a", "--data", "/b");
        assertThat(options.values("--data")).containsExactly("/a", "/b");
        assertThat(options.value("--data")).contains("/b");
        assertThat(options.values("--project")).isEmpty();
    }

    private static Options parse(String... arguments) {
        return Options.parse(List.of(arguments), Set.of("--project", "--data", "--base-port"), Set.of());
    }
}
