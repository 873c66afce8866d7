package dev.baton.benchmarks.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Takes mail by SMTP and answers at once, unless it was told to let senders wait. What it took is in memory. */
final class SmtpSink implements AutoCloseable {
    private static final int BACKLOG = 64;

    private final ServerSocket server;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final List<Mail> mails = new ArrayList<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /**
     * An accepted message.
     *
     * @param message its bytes, one character each
     * @param nanos when it was whole
     */
    record Mail(String recipient, String message, long nanos) {}

    /** @param port 0 takes a free one */
    SmtpSink(int port) throws IOException {
        server = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("sink").start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** All that were accepted, in order. */
    synchronized List<Mail> mails() {
        return List.copyOf(mails);
    }

    synchronized int count() {
        return mails.size();
    }

    /** From now on whoever begins a message waits. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    void release() {
        gate.countDown();
    }

    void awaitGate() throws InterruptedException {
        gate.await();
    }

    synchronized void take(String recipient, String message) {
        mails.add(new Mail(recipient, message, System.nanoTime()));
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.add(socket);
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().name("sink-connection").start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed. A sender that is still there finds nobody, and the mails that are missing are told.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new SmtpConversation(this, socket).run();
        } catch (IOException e) {
            // The sender is gone, maybe in the middle of a message: it was not accepted then.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(socket);
        }
    }

    @Override
    public void close() throws IOException {
        release();
        server.close();
        for (Socket socket : connections) {
            socket.close();
        }
    }
}
