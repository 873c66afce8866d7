package dev.baton.launcher;

import dev.baton.launcher.demo.Junior;
import dev.baton.launcher.topology.Ports;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code infra/demo}: a junior works on a problem and escalates it. */
final class Demo {
    private static final String DEFAULT_SCRIPT = "outlook-modern-auth";

    private final Console console;

    Demo(Console console) {
        this.console = console;
    }

    int run(Options options) throws IOException, InterruptedException {
        Path demoData = options.project().resolve("infra/platform/launcher/src/main/resources/demo");
        String script = options.value("--script").orElse(DEFAULT_SCRIPT);
        List<String> scripts = Junior.scripts(demoData);
        if (!scripts.contains(script)) {
            throw new CannotRun("--script is one of " + String.join(", ", scripts));
        }
        String account = options.value("--account").orElse("acme");
        if (!List.of("acme", "globex").contains(account)) {
            throw new CannotRun("--account is acme or globex");
        }
        URI edge = edge(options);
        try {
            new Junior(edge, console::line, options.has("--fast") ? pause -> {} : Demo::pause)
                    .play(demoData, script, account);
            return 0;
        } catch (ConnectException e) {
            throw new CannotRun("Baton does not answer at " + edge + "; infra/up starts it.");
        } catch (IOException e) {
            throw new CannotRun("The demo stopped: " + e.getMessage());
        }
    }

    private static URI edge(Options options) {
        int port = options.number("--base-port")
                .or(() -> RunningPlatform.alive(options.data()).map(RunningPlatform::basePort))
                .orElse(Ports.DEFAULT_BASE);
        return URI.create("http://localhost:" + port);
    }

    private static void pause(Duration time) throws InterruptedException {
        // Nothing ever opens it: a person at a keyboard takes this long.
        new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
