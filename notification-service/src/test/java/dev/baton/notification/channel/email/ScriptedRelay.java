package dev.baton.notification.channel.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
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
            new Conversation(in, client.getOutputStream()).run();
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

    private final class Conversation {
        private final BufferedReader in;
        private final OutputStream out;
        private String recipient = "";
        private Reaction reaction;
        private boolean over;

        Conversation(BufferedReader in, OutputStream out) {
            this.in = in;
            this.out = out;
        }

        void run() throws IOException {
            say("220 relay.test ESMTP");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase();
                switch (verb) {
                    case "EHLO" -> say("250-relay.test\r\n250 8BITMIME");
                    case "RCPT" -> receiveRecipient(line);
                    case "DATA" -> receiveContent();
                    default -> say("250 ok");
                }
                if (verb.equals("QUIT") || over) {
                    return;
                }
            }
        }

        private void receiveRecipient(String line) throws IOException {
            recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
            Queue<Reaction> reactions = script.get(recipient);
            reaction = reactions == null ? null : reactions.poll();
            switch (reaction) {
                case REFUSE_RECIPIENT -> say("550 5.1.1 no such person");
                case DEFER_RECIPIENT -> say("451 4.7.1 greylisted, come again");
                case SAY_GOODBYE -> {
                    say("421 4.3.2 shutting down");
                    over = true;
                }
                case DIE_AT_RECIPIENT -> over = true;
                case HANG_AT_RECIPIENT -> in.readLine();
                case null, default -> say("250 ok");
            }
        }

        private void receiveContent() throws IOException {
            say("354 go ahead");
            StringBuilder raw = new StringBuilder();
            for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
                raw.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            }
            if (reaction == Reaction.REFUSE_CONTENT) {
                say("554 5.7.1 looks like spam");
                return;
            }
            if (reaction == Reaction.DEFER_CONTENT) {
                say("452 4.2.2 mailbox full");
                return;
            }
            mails.add(new Mail(recipient, raw.toString()));
            switch (reaction) {
                case HANG_AFTER_CONTENT -> in.readLine();
                case DIE_AFTER_CONTENT -> over = true;
                case null, default -> say("250 2.0.0 queued as " + mails.size());
            }
        }

        private void say(String reply) throws IOException {
            out.write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
