package dev.baton.launcher.supervision;

import java.io.IOException;

/** How a process is asked to end in good order. */
public enum StopSignal {
    TERMINATE {
        @Override
        void send(Process process) {
            process.destroy();
        }
    },
    /** PostgreSQL reads SIGTERM as "wait for all clients", SIGINT as "roll back, write a checkpoint and end". */
    INTERRUPT {
        @Override
        void send(Process process) {
            try {
                new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
            } catch (IOException e) {
                process.destroy();
            }
        }
    };

    abstract void send(Process process);
}
