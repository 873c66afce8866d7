package dev.baton.launcher;

import dev.baton.launcher.supervision.Watcher;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Everything that is said to the person at the terminal. Lines only, so that a log of it reads as well. */
@SuppressWarnings("SystemOut") // The one class that may.
final class Console implements Watcher {
    private final PrintStream out;
    private final PrintStream err;

    Console(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    static Console ofTerminal() {
        return new Console(System.out, System.err);
    }

    void line(String text) {
        out.println(text);
    }

    void error(String text) {
        err.println(text);
    }

    @Override
    public void starting(String name) {
        out.printf("  %-16s starting%n", name);
    }

    @Override
    public void ready(String name, Duration took) {
        out.printf("  %-16s ready after %s%n", name, seconds(took));
    }

    @Override
    public void died(String name, String end, Duration startsAgainIn) {
        out.printf("  %-16s ended (%s), starts again in %s%n", name, end, seconds(startsAgainIn));
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
