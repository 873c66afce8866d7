package dev.baton.launcher;

import dev.baton.launcher.supervision.Leftovers;
import dev.baton.launcher.supervision.RunFolder;
import dev.baton.launcher.topology.DataFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code infra/down}: stops the platform of a data folder, or what a killed launcher left of it. */
final class Down {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Console console;

    Down(Console console) {
        this.console = console;
    }

    int run(Options options) throws IOException {
        DataFolder data = options.data();
        Optional<ProcessHandle> launcher = RunningPlatform.process(data);
        launcher.ifPresent(this::stop);
        int leftovers = new Leftovers(new RunFolder(data.run()), data.mark()).end(Up.LEFTOVER_GRACE);
        if (leftovers > 0) {
            console.line("Ended " + leftovers + " processes that a killed launcher had left behind.");
        }
        console.line(launcher.isPresent() || leftovers > 0 ? "Baton is stopped." : "Baton was not running.");
        return 0;
    }

    private void stop(ProcessHandle launcher) {
        console.line("Stopping Baton (launcher " + launcher.pid() + ") ...");
        launcher.destroy();
        boolean ended = launcher.onExit()
                .thenApply(gone -> true)
                .completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        if (!ended) {
            launcher.destroyForcibly();
        }
    }
}
