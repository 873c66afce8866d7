package dev.baton.notification.channel.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An SMTP server that does to each recipient what the test asks for, once for each reaction, and then accepts. */
public final class ScriptedRelay implements AutoCloseable {
    /** What happens to the next message for a recipient. */
    public enum Reaction {
        REFUSE_RECIPIENT,
        DEFER_RECIPIENT,
        REFUSE_CONTENT,
        DEFER_CONTENT,
        SAY_GOODBYE,
        DIE_AT_RECIPIENT,
        HANG_AT_RECIPIENT,
        DIE_AFTER_CONTENT,
        HANG_AFTER_CONTENT
    }

    /** A message whose last dot arrived here. */
    public record Mail(String recipient, String raw) {
        public MimeMessage parsed() {
            try {
                return new MimeMessage(Session.getInstance(new Properties()),
                        new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8)));
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final ServerSocket server;
    private final Map<String, Queue<Reaction>> script = new ConcurrentHashMap<>();
    private final Map<String, Runnable> meanwhile = new ConcurrentHashMap<>();
    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();

    public ScriptedRelay() {
        try {
            server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    public int port() {
        return server.getLocalPort();
    }

    public void on(String recipient, Reaction... reactions) {
        script.put(recipient, new ArrayDeque<>(List.of(reactions)));
    }

    /** Done while the relay has a whole message for the recipient and has not answered yet. */
    public void whileItHasAMessageFor(String recipient, Runnable work) {
        meanwhile.put(recipient, work);
    }

    @Nullable
    Reaction nextReaction(String recipient) {
        Queue<Reaction> reactions = script.get(recipient);
        return reactions == null ? null : reactions.poll();
    }

    /** How many messages it has had. */
    int receive(Mail mail) {
        mails.add(mail);
        meanwhile.getOrDefault(mail.recipient(), () -> {}).run();
        return mails.size();
    }

    public List<Mail> mailsTo(String recipient) {
        return mails.stream().filter(mail -> mail.recipient().equals(recipient)).toList();
    }

    public List<Mail> mailsTo(List<String> recipients) {
        return mails.stream().filter(mail -> recipients.contains(mail.recipient())).toList();
    }

    public int connections() {
        return connections.get();
    }

    /** As a relay does with connections that were idle for too long. */
    public void dropConnections() {
        open.forEach(ScriptedRelay::drop);
    }

    @Override
    public void close() throws IOException {
        server.close();
        dropConnections();
    }

    private void listen() {
        try {
            while (true) {
                Socket client = server.accept();
                connections.incrementAndGet();
                open.add(client);
                Thread.ofVirtual().start(() -> converse(client));
            }
        } catch (IOException e) {
            // Closed by the test.
        }
    }

    private void converse(Socket client) {
        try (client) {
            BufferedReader in = new BufferedReader(
                    new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            new ScriptedConversation(this, in, client.getOutputStream()).run();
        } catch (IOException e) {
            // The client left.
        } finally {
            open.remove(client);
        }
    }

    private static void drop(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
