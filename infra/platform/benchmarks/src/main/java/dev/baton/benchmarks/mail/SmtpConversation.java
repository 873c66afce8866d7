package dev.baton.benchmarks.mail;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The side of the server of one SMTP connection (RFC 5321), without any extension. */
final class SmtpConversation {
    private static final int VERB = 4;

    private final SmtpSink sink;
    private final InputStream in;
    private final OutputStream out;
    private String recipient = "";

    SmtpConversation(SmtpSink sink, Socket socket) throws IOException {
        this.sink = sink;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** Returns when the sender says good-bye. */
    void run() throws IOException, InterruptedException {
        answer("220 sink");
        while (true) {
            String command = new String(line(), StandardCharsets.UTF_8);
            String verb = command.substring(0, Math.min(VERB, command.length())).toUpperCase(Locale.ROOT);
            switch (verb) {
                case "EHLO", "HELO" -> answer("250 sink");
                case "MAIL" -> {
                    sink.awaitGate();
                    recipient = "";
                    answer("250 sender ok");
                }
                case "RCPT" -> {
                    recipient = command.substring(command.indexOf('<') + 1, command.indexOf('>'));
                    answer("250 recipient ok");
                }
                case "DATA" -> data();
                case "RSET", "NOOP" -> answer("250 ok");
                case "QUIT" -> {
                    answer("221 bye");
                    return;
                }
                default -> answer("502 not known here");
            }
        }
    }

    private void data() throws IOException {
        if (recipient.isEmpty()) {
            answer("503 for whom?");
            return;
        }
        answer("354 go on");
        sink.take(recipient, message());
        recipient = "";
        answer("250 taken");
    }

    private String message() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (byte[] line = line(); !isEnd(line); line = line()) {
            // A line that begins with a dot was sent with another one before it.
            int from = line.length > 0 && line[0] == '.' ? 1 : 0;
            message.write(line, from, line.length - from);
            message.write('\r');
            message.write('\n');
        }
        return message.toString(StandardCharsets.ISO_8859_1);
    }

    private static boolean isEnd(byte[] line) {
        return line.length == 1 && line[0] == '.';
    }

    private byte[] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the sender closed the connection");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toByteArray();
    }

    private void answer(String text) throws IOException {
        out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
