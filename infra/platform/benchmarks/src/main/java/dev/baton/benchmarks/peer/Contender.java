package dev.baton.benchmarks.peer;

import java.io.IOException;

/** A server of event streams that runs on this machine: the gateway or one of its peers. */
interface Contender extends AutoCloseable {
    String name();

    /** Where it serves streams. */
    int port();

    /** What is measured; its children belong to it. */
    ProcessHandle process();

    /** What a client sends to open a stream, so that all streams lie evenly over the accounts. */
    String request(int stream);

    /** How a client sees that a stream is open. */
    Opening opening();

    /**
     * Lets everybody who listens to an account have one event more.
     *
     * @param nanos the time that is written into it, of {@link System#nanoTime}
     */
    void publish(int account, long nanos) throws IOException;

    @Override
    void close() throws IOException;

    /**
     * The beginning of an answer.
     *
     * @param end what comes last of it
     * @param word what must have come before
     */
    record Opening(String end, String word) {}
}
