package dev.baton.opsctl;

import java.io.PrintStream;

/** Everything that is said to the operator. */
@SuppressWarnings("SystemOut") // The one class that may.
record Terminal(PrintStream out, PrintStream err) {
    static Terminal ofProcess() {
        return new Terminal(System.out, System.err);
    }

    void line(String text) {
        out.println(text);
    }

    void error(String text) {
        err.println(text);
    }
}
